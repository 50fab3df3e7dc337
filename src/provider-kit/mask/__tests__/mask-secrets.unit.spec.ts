import fc from "fast-check"
import { MASK, holdsSecret, maskSecrets, maskSecretsIn } from "../../redact"

const SECRET = "sk_live/4f9a+8b7c=6d5e"

const base64 = (text: string): string => Buffer.from(text).toString("base64")
const base64url = (text: string): string =>
  Buffer.from(text).toString("base64url")

const everyByte = (text: string): string =>
  [...Buffer.from(text, "utf8")]
    .map((byte) => `%${byte.toString(16).padStart(2, "0").toUpperCase()}`)
    .join("")

const everyUnit = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, "0")}`
  ).join("")

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)

/** The ways in which secrets were seen to come back, and some more. */
const WAYS: Record<string, (text: string) => string> = {
  "as it is": (text) => text,
  "percent-encoded": encodeURIComponent,
  "percent-encoded, in lower case": (text) =>
    encodeURIComponent(text).replace(/%../g, (one) => one.toLowerCase()),
  "percent-encoded as a whole": everyByte,
  "percent-encoded twice": (text) =>
    encodeURIComponent(encodeURIComponent(text)),
  "in base64": base64,
  "in base64 for URLs": base64url,
  "in Basic behind a user's name": (text) => `Basic ${base64(`me:${text}`)}`,
  "in Basic behind a longer one": (text) => `Basic ${base64(`mee:${text}`)}`,
  "in Basic behind no name": (text) => `Basic ${base64(`:${text}`)}`,
  "in Basic before a colon": (text) => `Basic ${base64(`${text}:`)}`,
  "in Basic, percent-encoded before": (text) =>
    `Basic ${base64(`me:${encodeURIComponent(text)}`)}`,
  "in base64, percent-encoded": (text) =>
    encodeURIComponent(base64(`me:${text}`)),
  "in hexadecimal": (text) => Buffer.from(text).toString("hex"),
  "in hexadecimal, in upper case": (text) =>
    Buffer.from(text).toString("hex").toUpperCase(),
  "as escapes of JSON": everyUnit,
  "with the slashes of PHP's JSON": (text) =>
    inJson(text).replaceAll("/", "\\/"),
  "in JSON in JSON": (text) => inJson(inJson(everyUnit(text))),
  "in HTML": (text) =>
    text
      .replaceAll("&", "&amp;")
      .replaceAll("/", "&#x2F;")
      .replaceAll("+", "&#43;"),
  "in a URL in JSON": (text) => inJson(`https://x.test/?k=${everyByte(text)}`),
}

const ways = Object.entries(WAYS)

/** Everything that anybody could decode from a text. */
const decoded = (text: string): string => {
  const said = (one: string): string =>
    one
      .replace(/\\u([\da-f]{4})/gi, (_, hex: string) =>
        String.fromCharCode(parseInt(hex, 16))
      )
      .replace(/(?:%[\da-f]{2})+/gi, (run) =>
        Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8")
      )
      .replace(/\\(.)/g, "$1")
  const layers = [text, said(text), said(said(text)), said(said(said(text)))]
  return layers
    .flatMap((layer) => [
      layer,
      ...(layer.match(/[\w+/=-]{4,}/g) ?? []).flatMap((run) => [
        Buffer.from(run, "base64").toString("utf8"),
        said(Buffer.from(run, "base64").toString("utf8")),
        Buffer.from(run, "hex").toString("utf8"),
      ]),
    ])
    .join("\n")
}

describe("a secret that comes back in a text", () => {
  it.each(ways)("%s is masked, and nothing beside it", (_, write) => {
    const masked = maskSecrets(`it was <${write(SECRET)}>, sorry`, [SECRET])
    expect(masked).toMatch(/^it was <.*\*\*\*.*>, sorry$/)
    expect(decoded(masked)).not.toContain(SECRET)
    expect(decoded(masked)).not.toContain(SECRET.slice(0, 6))
    expect(decoded(masked)).not.toContain(SECRET.slice(-6))
    expect(holdsSecret(write(SECRET), [SECRET])).toBe(true)
  })

  it.each(ways)("%s is masked whatever it is", (_, write) => {
    const secret = fc
      .string({ minLength: 4, maxLength: 24, unit: "grapheme-ascii" })
      .map((text) => `§${text}§`)
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 3 }),
        fc.string({
          maxLength: 8,
          unit: fc.constantFrom("a", "b", "c", " ", "/", ":", "-"),
        }),
        (secrets, beside) => {
          const text = secrets
            .map((one) => `${beside} ${write(one)} ${beside}`)
            .join(",")
          expect(holdsSecret(text, secrets)).toBe(true)
          const masked = maskSecrets(text, secrets)
          for (const one of secrets) {
            expect(decoded(masked)).not.toContain(one)
          }
          expect(holdsSecret(masked, secrets)).toBe(false)
        }
      ),
      { numRuns: 50 }
    )
  })

  it.each(["k/%00-secret", "k\\n/a-secret", "k%2541-secret"])(
    "is masked though it looks like an escape itself: %s",
    (secret) => {
      for (const [, write] of ways) {
        expect(holdsSecret(`<${write(secret)}>`, [secret])).toBe(true)
      }
    }
  )

  it("is masked where half a character of it was replaced in Basic", () => {
    const basic = base64(`me:${encodeURIComponent("key \ufffd 1")}`)
    expect(maskSecrets(basic, ["key \ud83d 1"])).toBe("bWU6***==")
  })

  it("hides nothing as short as what is left of it without its escapes", () => {
    expect(maskSecrets("ABC %41%42%43", ["%41%42%43"])).toBe(`ABC ${MASK}`)
  })

  it("is masked between others, and what is none of them stays", () => {
    const other = "hunter2 is a password"
    expect(
      maskSecrets(
        `a ${everyByte(SECRET)} b ${base64url(other)} c ${SECRET}${other} d`,
        [SECRET, other]
      )
    ).toBe(`a ${MASK} b ${MASK} c ${MASK}${MASK} d`)
  })

  it("with spaces is masked as forms send it", () => {
    expect(maskSecrets("p=my+pass+word&x=1", ["my pass word"])).toBe(
      `p=${MASK}&x=1`
    )
  })

  it.each([
    "Ünïcödé-päss",
    "🔑🔑 keys",
    "\ud83d half",
    "a\\b\"c'd",
    "%41%42\\n",
  ])("is masked in each of the ways: %j", (secret) => {
    for (const [, write] of ways) {
      const isWellFormed = !/\p{Surrogate}/u.test(secret)
      if (isWellFormed || write === inJson || write === everyUnit) {
        expect(holdsSecret(`x ${write(secret)} y`, [secret])).toBe(true)
      }
    }
  })

  it.each([
    ["a UUID and a date", "3f0f9a3e-6f3e-4a6c-9a6b-5d1f3c2b1a00 2026-11-26"],
    ["a picture", `data:image/png;base64,${base64("some picture or other")}`],
    ["a part of it", SECRET.slice(0, -1)],
    ["a part of it in base64", base64(SECRET.slice(0, 8))],
    ["another case of it", SECRET.toUpperCase()],
    ["percent signs", "100 % of 50%25 & more &amp; \\ \\n"],
    ["nothing", ""],
  ])("isn't seen in %s", (_, text) => {
    expect(maskSecrets(text, [SECRET])).toBe(text)
    expect(holdsSecret(text, [SECRET])).toBe(false)
  })

  it("isn't looked for where there is none, or one too short to be one", () => {
    expect(maskSecrets("abc", [])).toBe("abc")
    expect(maskSecrets("abc YWJj 616263", ["abc"])).toBe("abc YWJj 616263")
  })

  it("is masked in values, in names of fields and in nested JSON", () => {
    expect(
      maskSecretsIn(
        {
          [everyByte(SECRET)]: [base64(`a:${SECRET}`)],
          body: JSON.stringify({ echo: `no ${SECRET}` }),
        },
        [SECRET]
      )
    ).toEqual({
      [MASK]: [expect.stringContaining(MASK)],
      body: `{"echo":"no ${MASK}"}`,
    })
  })
})

describe("what is masked of it", () => {
  it.each([
    // Base64 shares a sign with what stands beside it: six bits of eight.
    ["abcd", base64("abcd"), "***=="],
    ["bcde", base64("xbcde"), "e***="],
    ["cdef", base64("xycdef"), "eH***"],
    ["defg", base64("xydefgzzz"), "eH***enp6"],
    ["efgh", base64("xyzefghzz"), "eHl6***p6"],
    ["abcdefghijkl", `${base64("xabcdefghijkl").slice(0, 9)}…`, "e***…"],
    // The halves of a pair share one escape.
    ["abc\ud83d", "<abc&#x1F600;>", "<***>"],
    ["abcd", "<abcd>", "<***>"],
  ])("%s in %s: %s", (secret, text, masked) => {
    expect(maskSecrets(text, [secret])).toBe(masked)
  })

  it.each<[string, string[], string]>([
    ["x token-1234 y", ["token-1234", "ken-"], "x *** y"],
    ["x token-1234 y", ["token-", "ken-1234"], "x *** y"],
    ["x abcdefgh y", ["abcd", "efgh"], "x ****** y"],
  ])("%s with %j: %s", (text, secrets, masked) => {
    expect(maskSecrets(text, secrets)).toBe(masked)
  })

  it("goes by the secrets of today, also where they look alike in a row", () => {
    expect(maskSecrets("x abcd y", ["wxyzabcd"])).toBe("x abcd y")
    expect(maskSecrets("x abcd y", ["wxyz", "abcd"])).toBe("x *** y")
  })

  it("is found quickly in many texts, for one set of secrets or two", () => {
    const sets = ["a", "b"].map((name) =>
      Array.from({ length: 200 }, (_, index) => `${name}-${index}-${SECRET}`)
    )
    const before = process.cpuUsage()
    for (let turn = 0; turn < 1_000; turn += 1) {
      expect(sets.map((set) => holdsSecret("a short text", set))).toEqual([
        false,
        false,
      ])
    }
    const { user, system } = process.cpuUsage(before)
    // A fifth of that is usual, and more than twice as much where each set is
    // prepared anew for each text.
    expect((user + system) / 1_000_000).toBeLessThan(2)
  })

  it("is looked for three layers deep, and no deeper", () => {
    const deep = (layers: number): string =>
      layers ? encodeURIComponent(deep(layers - 1)) : SECRET
    expect(holdsSecret(deep(3), [SECRET])).toBe(true)
    expect(holdsSecret(deep(4), [SECRET])).toBe(false)
  })
})

describe("a short text", () => {
  const LONG = "sk_live_0123456789abcdefghijklmnop"

  it.each(["…", "\\u2026", "%E2%80%A6", "&#8230;", "&amp;#8230;"])(
    "has the beginning of a secret masked before a cut that is written as %s",
    (cut) => {
      expect(maskSecrets(`sk_live_01${cut}`, [LONG])).toBe(`${MASK}${cut}`)
      expect(maskSecrets(`key: sk_live_01${cut}`, [LONG])).toBe(
        `key: ${MASK}${cut}`
      )
    }
  )

  it("has other secrets masked once they are others, in the same list too", () => {
    const secrets = ["abcdefgh"]
    expect(maskSecrets("abcdefgh ijklmnop", secrets)).toBe(`${MASK} ijklmnop`)
    secrets[0] = "ijklmnop"
    expect(maskSecrets("abcdefgh ijklmnop", secrets)).toBe(`abcdefgh ${MASK}`)
  })
})

describe("a text that was cut off", () => {
  it.each(ways.filter(([name]) => !/in URLs|JSON in JSON/.test(name)))(
    "shows no beginning of a secret: %s",
    (_, write) => {
      const text = `it was ${write(SECRET)}`
      for (let length = 1; length <= text.length; length += 1) {
        const masked = maskSecrets(`${text.slice(0, length)}…`, [SECRET])
        // A shorter piece reveals nothing.
        expect(decoded(masked)).not.toContain(SECRET.slice(0, 8))
      }
    }
  )

  it("keeps what is no beginning of one", () => {
    expect(maskSecrets("it was not sk_…", [SECRET])).toBe("it was not sk_…")
    expect(maskSecrets("it was not sk_l…", [SECRET])).toBe(
      `it was not ${MASK}…`
    )
    expect(maskSecrets("sk_live, he said", [SECRET])).toBe("sk_live, he said")
    expect(maskSecrets("…", [SECRET])).toBe("…")
  })
})
