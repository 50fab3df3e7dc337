import fc from "fast-check"
import { cutText, maskSecrets, rejected, retry, unknown } from ".."

describe("a text that is cut", () => {
  it.each([
    ["abc", 3, "abc"],
    ["abcd", 3, "abc…"],
    ["", 3, ""],
    ["abc…", 3, "abc…"],
    ["abcd…", 3, "abc…"],
    ["ab😀", 3, "ab…"],
    ["ab\ud83d…", 3, "ab…"],
    ["ab😀", 4, "ab😀"],
  ])("%j to %i characters is %j", (text, maxLength, cut) => {
    expect(cutText(text, maxLength)).toBe(cut)
  })

  it("ends in a whole character, and says that there was more", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 40 }),
        fc.nat(20),
        (text, maxLength) => {
          const cut = cutText(text, maxLength)
          expect(cut.length).toBeLessThanOrEqual(maxLength + 1)
          expect(cut).not.toMatch(/\p{Surrogate}/u)
          expect(cut === text || cut.endsWith("…")).toBe(true)
          expect(cutText(cut, maxLength)).toBe(cut)
        }
      )
    )
  })
})

describe.each([
  ["rejected", rejected],
  ["retry", retry],
  ["unknown", unknown],
])("the error of an outcome: %s", (_, outcome) => {
  it("is as long as a person reads, whatever the provider said", () => {
    const long = "x".repeat(1_000_000)
    expect(
      outcome({
        code: long,
        message: long,
        provider_code: long,
        provider_message: long,
      }).error
    ).toEqual({
      code: `${"x".repeat(100)}…`,
      message: `${"x".repeat(2_000)}…`,
      provider_code: `${"x".repeat(200)}…`,
      provider_message: `${"x".repeat(1_000)}…`,
    })
  })

  it("shows no beginning of a secret that the cut went through", () => {
    const secret = "sk_live_4f9a8b7c6d5e"
    for (let from = 970; from <= 1_000; from += 1) {
      const { error } = outcome({
        code: "no",
        message: "No.",
        provider_message: "x".repeat(from) + secret,
      })
      const masked = maskSecrets(error.provider_message ?? "", [secret])
      expect(masked).not.toContain("sk_l")
      expect(masked).toMatch(from <= 996 ? /\*\*\*/ : /x…$|x[sk_]{1,3}…$/)
    }
  })
})
