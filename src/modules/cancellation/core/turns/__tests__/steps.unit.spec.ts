import fc from "fast-check"
import { inSteps } from "../steps"

const AFTER: Record<string, string[]> = {
  aplazame: ["akinon"],
  climes: ["aplazame", "akinon"],
  erp: ["nobody"],
}

const turns = (...all: (string | [string, "done"])[]) =>
  inSteps(
    all.map((one) =>
      typeof one === "string"
        ? { provider_id: one, is_done: false }
        : { provider_id: one[0], is_done: true }
    ),
    AFTER
  ).map(({ provider_id, step, waits_for }) => [provider_id, step, waits_for])

describe("the order in which an order's provider orders are cancelled", () => {
  it("is their own where none waits for another", () => {
    expect(turns("fungies", "akinon")).toEqual([
      ["fungies", 1, null],
      ["akinon", 1, null],
    ])
  })

  it("puts one that waits behind those that it waits for", () => {
    expect(turns("aplazame", "fungies", "akinon")).toEqual([
      ["fungies", 1, null],
      ["akinon", 1, null],
      ["aplazame", 2, ["akinon"]],
    ])
  })

  it("counts through a chain", () => {
    expect(turns("climes", "aplazame", "akinon")).toEqual([
      ["akinon", 1, null],
      ["aplazame", 2, ["akinon"]],
      ["climes", 3, ["aplazame", "akinon"]],
    ])
  })

  it("waits for nobody whom the order has nothing at", () => {
    expect(turns("aplazame", "erp")).toEqual([
      ["aplazame", 1, null],
      ["erp", 1, null],
    ])
    expect(turns("climes", "akinon")).toEqual([
      ["akinon", 1, null],
      ["climes", 2, ["akinon"]],
    ])
  })

  it("waits for nobody who is done, and only for what is not", () => {
    expect(turns("aplazame", ["akinon", "done"])).toEqual([
      ["aplazame", 1, null],
      ["akinon", 1, null],
    ])
    expect(turns("aplazame", ["akinon", "done"], "akinon")).toEqual([
      ["akinon", 1, null],
      ["akinon", 1, null],
      ["aplazame", 2, ["akinon"]],
    ])
  })

  it("lets what is done wait for nobody", () => {
    expect(turns(["aplazame", "done"], "akinon")).toEqual([
      ["aplazame", 1, null],
      ["akinon", 1, null],
    ])
  })

  it("puts everyone behind all that it waits for, and loses nobody", () => {
    const ids = ["a", "b", "c", "d", "e"]
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            provider_id: fc.constantFrom(...ids),
            is_done: fc.boolean(),
          })
        ),
        // Only earlier letters, so that there is no circle.
        fc.array(fc.subarray(ids), { minLength: 5, maxLength: 5 }),
        (all, chosen) => {
          const after = Object.fromEntries(
            ids.map((id, index) => [
              id,
              (chosen[index] ?? []).filter((other) => other < id),
            ])
          )
          const turned = inSteps(all, after)
          expect(turned).toHaveLength(all.length)
          for (const one of turned) {
            const first = turned.filter(({ provider_id }) =>
              one.waits_for?.includes(provider_id)
            )
            for (const other of first.filter(({ is_done }) => !is_done)) {
              expect(other.step).toBeLessThan(one.step)
            }
          }
        }
      )
    )
  })
})
