import { LANGUAGES, TEXTS } from "../texts"
import { Line, wordsOf } from "../words"

const line: Line = {
  event: "cancellation.rejected",
  provider_id: "fungies",
  provider: "Fungies",
  count: 1,
  orders: ["#10"],
  more: 0,
  reason: null,
}

describe("the words for people", () => {
  it("are of one, or of several, with their orders", () => {
    expect(wordsOf(line, TEXTS.en)).toEqual({
      title: "Fungies refused a cancellation",
      description: "Orders: #10. See Orders, Cancellations.",
    })
    expect(
      wordsOf({ ...line, count: 12, orders: ["#10", "#11"], more: 9 }, TEXTS.en)
    ).toEqual({
      title: "Fungies refused 12 cancellations",
      description: "Orders: #10, #11 and 9 more. See Orders, Cancellations.",
    })
  })

  it("say why a provider is paused", () => {
    expect(
      wordsOf(
        {
          ...line,
          event: "cancellation_provider.paused",
          orders: [],
          reason: "The key was refused.",
        },
        TEXTS.en
      )
    ).toEqual({
      title: "Nothing is sent to Fungies any more",
      description: "The key was refused. See Orders, Cancellations.",
    })
  })

  it("take what stands in a name for a name", () => {
    expect(wordsOf({ ...line, provider: "{count}$&" }, TEXTS.en).title).toBe(
      "{count}$& refused a cancellation"
    )
  })

  describe.each(LANGUAGES)("in %s", (language) => {
    const texts = TEXTS[language]

    it("name the provider and the number, in every title", () => {
      for (const [one, several] of Object.values(texts.titles)) {
        expect(one).toContain("{provider}")
        expect(several).toContain("{provider}")
        expect(one).not.toContain("{count}")
        // A pause has no number.
        expect(several === one || several.includes("{count}")).toBe(true)
      }
    })

    it("have all that the English ones fill in", () => {
      const namesIn = (text: string): string[] =>
        [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort()
      expect(namesIn(texts.orders)).toEqual(namesIn(TEXTS.en.orders))
      expect(namesIn(texts.someOrders)).toEqual(namesIn(TEXTS.en.someOrders))
      expect(Object.keys(texts.titles)).toEqual(Object.keys(TEXTS.en.titles))
    })
  })
})
