import fc from "fast-check"
import { unescapeOnce } from "../unescape"

const textOf = (text: string): string => unescapeOnce(text)?.text ?? text

/** Percent-encodes each character, also those that needn't be. */
const percentEncoded = (text: string): string =>
  [...Buffer.from(text, "utf8")]
    .map((byte) => `%${byte.toString(16).padStart(2, "0")}`)
    .join("")

/** Writes each character as `\u0041`. */
const jsonEscaped = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, "0")}`
  ).join("")

const htmlEscaped = (text: string): string =>
  Array.from(text, (one) => `&#${one.codePointAt(0) ?? 0};`).join("")

describe("a layer of escapes", () => {
  it.each([
    ["a%2Fb%2fc", "a/b/c"],
    ["d%C3%ADa", "día"],
    ["d%EDa", "día"],
    ["%F0%9F%98%80", "😀"],
    ["%e2%82", "â\u0082"],
    ["%C2%A9", "©"],
    ["%C1%81", "Á\u0081"],
    ["%F4%8F%BF%BF", "\u{10ffff}"],
    ["%F5%80%80%80", "õ\u0080\u0080\u0080"],
    ["&#x10FFFF;&#x110000;", "\u{10ffff}&#x110000;"],
    ["100%", "100%"],
    ["%zz%4", "%zz%4"],
    ["%C3_A9", "Ã_A9"],
    ["%2541", "%41"],
    [String.raw`a\/b\"c\\d\u0041\n`, 'a/b"c\\dA\n'],
    [String.raw`\x \u00 \u00g1`, String.raw`\x \u00 \u00g1`],
    [String.raw`\\u0041`, String.raw`\u0041`],
    [String.raw`\ud83d\ude00`, "😀"],
    ["a&amp;b&LT;c&#x2F;&#47;&quot;", 'a&b<c//"'],
    ["&nbsp; &#1114112; &#; & &amp", "&nbsp; &#1114112; &#; & &amp"],
  ])("%s says %s", (text, said) => {
    expect(textOf(text)).toBe(said)
  })

  it.each(["", "plain", "á€😀", "100%", "a & b", "\\"])(
    "isn't there in %j",
    (text) => {
      expect(unescapeOnce(text)).toBeNull()
    }
  )

  it("is taken off of what any of the three wrote", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const json = JSON.stringify(text).slice(1, -1)
        expect(textOf(jsonEscaped(text))).toBe(text)
        expect(textOf(percentEncoded(text))).toBe(text)
        expect(textOf(encodeURIComponent(text))).toBe(text)
        if (!/[%&]/.test(text)) {
          expect(textOf(json)).toBe(text)
        }
        // The characters around it keep their places.
        const around = `<${htmlEscaped(text)}>`
        const read = unescapeOnce(around)
        expect(read?.text ?? around).toBe(`<${text}>`)
        expect(read?.starts[read.text.length] ?? around.length).toBe(
          around.length
        )
      })
    )
  })

  it.each([
    ["%41%42", "AB", [0, 3, 6]],
    ["a\\n", "a\n", [0, 1, 3]],
    ["%EF%BF%BD", "ï¿½", [0, 3, 6, 9]],
    ["%F0%9F%98%80!", "😀!", [0, 0, 12, 13]],
  ])("of %j remembers where each character stood", (text, said, starts) => {
    const read = unescapeOnce(text)
    expect(read?.text).toBe(said)
    expect([...(read?.starts.slice(0, said.length + 1) ?? [])]).toEqual(starts)
  })

  it("remembers where each character stood, whoever wrote it", () => {
    const read = unescapeOnce("a%2Fb\\u0041&amp;%C3%ADz")
    expect(read?.text).toBe("a/bA&íz")
    expect([...(read?.starts.slice(0, 8) ?? [])]).toEqual([
      0, 1, 4, 5, 11, 16, 22, 23,
    ])
  })
})
