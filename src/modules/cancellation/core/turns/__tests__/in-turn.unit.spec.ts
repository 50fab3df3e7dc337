import fc from "fast-check"
import { After, wayBetween } from "../after"
import { inTurn, withoutCircles } from "../in-turn"

const of = (...ids: string[]): { provider_id: string; at: number }[] =>
  ids.map((provider_id, at) => ({ provider_id, at }))

const idsOf = (items: { provider_id: string }[]): string[] =>
  items.map(({ provider_id }) => provider_id)

describe("inTurn", () => {
  it("leaves everything where it is without an order to keep", () => {
    expect(inTurn(of("b", "a", "c"), {})).toEqual(of("b", "a", "c"))
  })

  it("takes first what others go after, also by a third one that is missing", () => {
    expect(idsOf(inTurn(of("a", "b", "c"), { a: ["b"], b: ["c"] }))).toEqual([
      "c",
      "b",
      "a",
    ])
    expect(idsOf(inTurn(of("a", "c"), { a: ["b"], b: ["c"] }))).toEqual([
      "c",
      "a",
    ])
  })

  it("keeps the order of one provider's own", () => {
    expect(
      inTurn(of("a", "b", "a", "b"), { a: ["b"] }).map(({ at }) => at)
    ).toEqual([1, 3, 0, 2])
  })

  it("loses nothing in a circle, which no store boots with", () => {
    expect(idsOf(inTurn(of("a", "b"), { a: ["b"], b: ["a"] })).sort()).toEqual([
      "a",
      "b",
    ])
  })
})

describe("withoutCircles", () => {
  it("keeps the option where nothing was recorded", () => {
    const after = { a: ["b"], b: ["c"] }
    expect(withoutCircles(after, [])).toEqual(after)
  })

  it("drops what would wait for one that waits for it, near or far", () => {
    expect(
      withoutCircles({ b: ["a", "c"] }, [
        { provider_id: "a", goes_after: ["b"] },
      ])
    ).toEqual({ b: ["c"] })
    expect(
      withoutCircles({ c: ["a"] }, [
        { provider_id: "a", goes_after: ["x", "b"] },
        { provider_id: "b", goes_after: ["c"] },
      ])
    ).toEqual({})
  })

  it("counts all that several cancellations of a provider go after", () => {
    expect(
      withoutCircles({ b: ["a"], c: ["a"] }, [
        { provider_id: "a", goes_after: ["b"] },
        { provider_id: "a", goes_after: ["c"] },
      ])
    ).toEqual({})
  })

  const id = fc.constantFrom("a", "b", "c", "d", "e")
  const graph = fc.array(
    fc.record({
      provider_id: id,
      goes_after: fc.uniqueArray(id, { minLength: 1, maxLength: 3 }),
    }),
    { maxLength: 6 }
  )

  it("never lets an order's cancellations wait in a circle, however often the configuration changed", () => {
    fc.assert(
      fc.property(fc.array(graph, { maxLength: 4 }), (configurations) => {
        const recorded: { provider_id: string; goes_after: string[] }[] = []
        for (const configuration of configurations) {
          const option: After = Object.fromEntries(
            configuration.map(({ provider_id, goes_after }) => [
              provider_id,
              goes_after,
            ])
          )
          for (const [provider_id, names] of Object.entries(
            withoutCircles(option, recorded)
          )) {
            recorded.push({ provider_id, goes_after: [...names] })
          }
        }
        const ways: Record<string, string[]> = {}
        for (const { provider_id, goes_after } of recorded) {
          ;(ways[provider_id] ??= []).push(...goes_after)
        }
        expect(
          Object.keys(ways).filter((each) => wayBetween(ways, each, each))
        ).toEqual([])
      })
    )
  })
})
