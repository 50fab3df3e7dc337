import { checkOf } from "../check"
import { effectOf } from "../record"

const complaints: string[] = []

beforeEach(() => {
  complaints.length = 0
})

const complain = (complaint: string): void => {
  complaints.push(complaint)
}

describe("what a strategy says of its credentials", () => {
  it.each([true, false])("is kept: %s", (ok) => {
    const found = { ok, message: "Acme was asked.", secret: "sk_1" }
    expect(checkOf(found, "acme", complain)).toEqual({
      ok,
      message: "Acme was asked.",
    })
    expect(complaints).toEqual([])
  })

  it.each([null, undefined])("may be nothing: %s", (nothing) => {
    expect(checkOf(nothing, "acme", complain)).toBeNull()
    expect(complaints).toEqual([])
  })

  it.each([true, "fine", {}, { ok: true }, { ok: "yes", message: "Fine" }])(
    "is no good news, where it can't be used: %j",
    (given) => {
      expect(checkOf(given, "acme", complain)).toEqual({
        ok: false,
        message: expect.stringContaining("a mistake in this provider's"),
      })
      expect(complaints).toHaveLength(1)
    }
  )

  it("is cut where it is too long", () => {
    const message = "x".repeat(10_000)
    expect(
      checkOf({ ok: true, message }, "acme", complain)?.message.length
    ).toBeLessThan(2_100)
  })
})

describe("the words in which a provider turned something down", () => {
  it("are kept where they are texts, and cut", () => {
    const effect = effectOf(
      {
        type: "absent",
        provider_code: "shipped",
        provider_message: "x".repeat(5_000),
      },
      "acme",
      complain
    )
    expect(effect).toMatchObject({ type: "absent", provider_code: "shipped" })
    expect(JSON.stringify(effect).length).toBeLessThan(1_200)
  })

  it("may be missing, or something else", () => {
    for (const given of [{}, { provider_code: [], provider_message: {} }]) {
      expect(effectOf({ type: "absent", ...given }, "acme", complain)).toEqual({
        type: "absent",
        provider_code: null,
        provider_message: null,
      })
    }
  })
})
