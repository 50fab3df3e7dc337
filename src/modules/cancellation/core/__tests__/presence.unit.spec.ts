import fc from "fast-check"
import { disagreementOf, inLists } from "../presence"
import { AutomatedSource } from "../vocabulary"

const running = (
  providers: string[],
  sources: AutomatedSource[] = ["order_canceled"]
) => ({ providers, sources })

describe("processes", () => {
  it.each([
    ["none", []],
    ["one", [running(["climes"])]],
    ["two with the same", [running(["climes"]), running(["climes"])]],
    [
      "two with the same in another order",
      [
        running(["climes", "aplazame"], ["order_edited", "order_canceled"]),
        running(["aplazame", "climes"], ["order_canceled", "order_edited"]),
      ],
    ],
  ])("agree: %s", (_, processes) => {
    expect(disagreementOf(processes)).toBeNull()
  })

  it("disagree about the providers, and the most common comes first", () => {
    expect(
      disagreementOf([
        running(["climes"]),
        running(["climes", "aplazame"]),
        running(["aplazame", "climes"]),
      ])
    ).toEqual([
      { ...running(["aplazame", "climes"]), processes: 2 },
      { ...running(["climes"]), processes: 1 },
    ])
  })

  it("disagree about what captures by itself", () => {
    expect(
      disagreementOf([
        running(["climes"], ["payment_refunded", "order_canceled"]),
        running(["climes"], ["order_canceled"]),
        running(["climes"], ["order_canceled"]),
      ])
    ).toEqual([
      { ...running(["climes"], ["order_canceled"]), processes: 2 },
      {
        ...running(["climes"], ["order_canceled", "payment_refunded"]),
        processes: 1,
      },
    ])
  })

  it("leaves what it was given in its order", () => {
    const process = running(["climes", "aplazame"], ["order_edited"])

    disagreementOf([process, running(["climes"])])
    expect(process.providers).toEqual(["climes", "aplazame"])
  })

  it("makes the same of them in whatever order they are found", () => {
    const configuration = fc.record({
      providers: fc.subarray(["akinon", "aplazame", "climes"]),
      sources: fc.subarray<AutomatedSource>(["order_canceled", "order_edited"]),
    })
    fc.assert(
      fc.property(
        fc.array(configuration, { maxLength: 6 }).chain((processes) =>
          fc.tuple(
            fc.constant(processes),
            fc.shuffledSubarray(processes, {
              minLength: processes.length,
            })
          )
        ),
        ([processes, shuffled]) => {
          expect(disagreementOf(shuffled)).toEqual(disagreementOf(processes))
        }
      )
    )
  })
})

describe("a disagreement, for people,", () => {
  it("lists what runs, whoever is more", () => {
    const [one, other] = [
      { ...running(["climes"]), processes: 1 },
      {
        ...running(["aplazame", "climes"], ["order_canceled", "order_edited"]),
        processes: 2,
      },
    ]
    const lists =
      "[aplazame, climes; automated: order_canceled, order_edited] and " +
      "[climes; automated: order_canceled]"

    expect(inLists([one, other])).toBe(lists)
    expect(inLists([other, one])).toBe(lists)
  })

  it("says where there is nothing to list", () => {
    expect(inLists([{ providers: [], sources: [], processes: 3 }])).toBe(
      "[no provider; automated: nothing]"
    )
  })
})
