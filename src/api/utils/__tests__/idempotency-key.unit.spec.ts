import { idempotencyKeyOf } from "../idempotency-key"

const keyOf = (key?: string | string[]) =>
  idempotencyKeyOf({
    headers: key === undefined ? {} : { "idempotency-key": key },
  })

describe("the Idempotency-Key of a request", () => {
  it.each(["a", "return 1/2", "~".repeat(255)])("may be %s", (key) => {
    expect(keyOf(key)).toBe(key)
  })

  it.each([undefined, ""])("is absent where it is %p", (key) => {
    expect(keyOf(key)).toBeNull()
  })

  it.each(["x".repeat(256), "schlüssel", "a\tb", "a\nb"])(
    "may not be %p",
    (key) => {
      expect(() => keyOf(key)).toThrow(
        "Idempotency-Key must be 1 to 255 printable ASCII characters."
      )
    }
  )
})
