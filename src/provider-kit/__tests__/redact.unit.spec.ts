import fc from "fast-check"
import { MASK, maskSecrets, maskSecretsIn, redactEvidence } from "../redact"

describe("what is kept of a body", () => {
  it.each([
    "email",
    "Email",
    "E-Mail",
    "phone_number",
    "phoneNumber",
    "api-key",
    "API_KEY",
    "access_token",
    "Authorization",
    "IBAN",
    "ibans",
    "holder_names",
    "shippingAddress",
    "billing address",
    "identity_number",
    "user",
  ])("is no value of %s", (name) => {
    expect(redactEvidence({ [name]: "ada@example.com", id: 1 })).toEqual({
      [name]: MASK,
      id: 1,
    })
  })

  it.each(["id", "amount", "keys", "emails_sent", "status", "tokenized"])(
    "is the value of %s",
    (name) => {
      expect(redactEvidence({ [name]: "x" })).toEqual({ [name]: "x" })
    }
  )

  it("is masked at any depth, in objects and in lists", () => {
    expect(
      redactEvidence({
        data: { orders: [{ id: 1, customer: { email: "a@b.c" } }, "x"] },
        list: [[{ password: "p" }]],
      })
    ).toEqual({
      data: { orders: [{ id: 1, customer: { email: MASK } }, "x"] },
      list: [[{ password: MASK }]],
    })
  })

  it("shows the shape of what it masks, and no value in it", () => {
    expect(
      redactEvidence({
        user: { id: 7, tags: ["a", 2], active: true, gone: null },
        ibans: { 1: "DE02120300000000202051" },
        email: null,
        token: undefined,
        phone: "",
      })
    ).toEqual({
      user: { id: MASK, tags: [MASK, MASK], active: MASK, gone: null },
      ibans: { 1: MASK },
      email: null,
      token: undefined,
      phone: MASK,
    })
  })

  it("is without the further fields that a provider names", () => {
    const body = { deep: [{ "Customer-Name": "Ada" }], name: "Order 1" }
    expect(redactEvidence(body, ["customer_name"])).toEqual({
      deep: [{ "Customer-Name": MASK }],
      name: "Order 1",
    })
  })

  it.each([null, undefined, 0, "", "text", true])("is %j as it is", (value) => {
    expect(redactEvidence(value)).toBe(value)
  })

  it("is masked as a whole below 20 levels", () => {
    const nested = (levels: number): unknown =>
      levels === 0 ? "deep" : { a: nested(levels - 1) }
    const kept = JSON.stringify(redactEvidence(nested(20)))
    const masked = JSON.stringify(redactEvidence(nested(21)))
    expect(kept).toContain('"deep"')
    expect(masked).not.toContain("deep")
    expect(masked).toContain(MASK)
  })

  const nestedDeeply = (): unknown => {
    let nested: unknown = "deep"
    for (let level = 0; level < 100_000; level += 1) {
      nested = [nested]
    }
    return nested
  }

  it("survives nesting that no stack would", () => {
    const kept = redactEvidence({ data: nestedDeeply() })
    expect(JSON.stringify(kept)).not.toContain("deep")
  })

  it("survives such nesting under a sensitive name", () => {
    expect(() => redactEvidence({ email: nestedDeeply() })).not.toThrow()
  })

  it("keeps its shape for 20 levels under a sensitive name too", () => {
    const nested = (levels: number): unknown =>
      levels === 0 ? { deep: 1 } : [nested(levels - 1)]

    expect(JSON.stringify(redactEvidence({ email: nested(19) }))).toContain(
      `{"deep":"${MASK}"}`
    )
    expect(JSON.stringify(redactEvidence({ email: nested(20) }))).not.toContain(
      "deep"
    )
  })

  it("is masked as a whole below them, in objects as in lists", () => {
    const nested = (levels: number): unknown =>
      levels === 0 ? { deep: 1 } : { a: nested(levels - 1) }

    expect(JSON.stringify(redactEvidence({ email: nested(20) }))).not.toContain(
      "deep"
    )
  })

  it("is a copy: what is sent stays as it was", () => {
    const body = { list: [{ email: "a@b.c" }] }
    redactEvidence(body)
    expect(body).toEqual({ list: [{ email: "a@b.c" }] })
  })

  it("never holds a value that stood under a sensitive name", () => {
    const sensitive = fc.constantFrom("email", "IBAN", "api-key", "user")
    const harmless = fc.constantFrom("id", "data", "items")
    const secret = fc.uuid().map((seed) => `secret-${seed}`)
    const below = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        secret,
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(harmless, tie("value"), { maxKeys: 3 })
      ),
    })).value
    fc.assert(
      fc.property(
        harmless,
        sensitive,
        below,
        fc.boolean(),
        (outer, name, value, listed) => {
          const inner = { [name]: value, note: "kept" }
          const masked = redactEvidence({ [outer]: listed ? [inner] : inner })
          expect(JSON.stringify(masked)).not.toContain("secret-")
          expect(JSON.stringify(masked)).toContain("kept")
        }
      )
    )
  })
})

describe("secrets in a text", () => {
  it("are masked wherever they stand", () => {
    expect(
      maskSecrets("sk-1234 and Bearer sk-1234, not sk-12", ["sk-1234"])
    ).toBe(`${MASK} and Bearer ${MASK}, not sk-12`)
  })

  it("are taken literally", () => {
    expect(maskSecrets("a.*b aXXb $&", ["a.*b"])).toBe(`${MASK} aXXb $&`)
  })

  it.each([[[]], [[""]], [["abc"]]])(
    "that are too short to be any mask nothing: %j",
    (secrets) => {
      expect(maskSecrets("abc abc", secrets)).toBe("abc abc")
    }
  )

  it("leave nothing where the longer one comes first", () => {
    expect(maskSecrets("x token-1234 y", ["token-1234", "token"])).toBe(
      `x ${MASK} y`
    )
  })

  it("leave nothing where the shorter one comes first", () => {
    expect(maskSecrets("x token-1234 y", ["token", "token-1234"])).toBe(
      `x ${MASK} y`
    )
  })

  it("are nowhere in what is left", () => {
    const word = fc.stringMatching(/^[a-c]{4,6}$/)
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 4 }),
        fc.array(fc.oneof(word, fc.constant(" ")), { maxLength: 6 }),
        (secrets, parts) => {
          const masked = maskSecrets(parts.join(""), secrets)
          for (const secret of secrets) {
            expect(masked).not.toContain(secret)
          }
        }
      )
    )
  })
})

describe("secrets in a body", () => {
  const secrets = ["sk-1234", "87654321"]

  it("are masked in texts, names of fields and numbers, at any depth", () => {
    expect(
      maskSecretsIn(
        {
          text: "Bearer sk-1234",
          list: [[{ "sk-1234": 87_654_321 }], 7],
          flag: true,
          none: null,
          missing: undefined,
        },
        secrets
      )
    ).toEqual({
      text: `Bearer ${MASK}`,
      list: [[{ [MASK]: MASK }], 7],
      flag: true,
      none: null,
      missing: undefined,
    })
  })

  it("are masked where they are a part of a number", () => {
    expect(maskSecretsIn(1_876_543_210, secrets)).not.toContain("8765")
    expect(maskSecretsIn(1_876_543_210, ["sk-1234"])).toBe(1_876_543_210)
  })

  it("are masked with everything below 20 levels", () => {
    const nested = (levels: number): unknown =>
      levels === 0 ? { id: 7 } : [nested(levels - 1)]

    expect(JSON.stringify(maskSecretsIn(nested(20), secrets))).toContain(
      '{"id":7}'
    )
    expect(JSON.stringify(maskSecretsIn(nested(21), secrets))).toContain(
      `["${MASK}"]`
    )
    expect(maskSecretsIn({ a: nested(20) }, secrets)).toEqual(
      maskSecretsIn({ a: nested(25) }, secrets)
    )
  })
})
