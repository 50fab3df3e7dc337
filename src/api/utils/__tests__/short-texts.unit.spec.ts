import { withShortTexts } from "../short-texts"

it("each text of an error is cut, and the rest stays as it is", () => {
  expect(
    withShortTexts({
      code: "http_422",
      message: "m".repeat(5_000),
      provider_code: null,
      provider_message: "p".repeat(2_000),
    })
  ).toEqual({
    code: "http_422",
    message: `${"m".repeat(2_000)}…`,
    provider_code: null,
    provider_message: "p".repeat(2_000),
  })
})

it.each([null, undefined, 7, "text"])("%p is no error", (value) => {
  expect(withShortTexts(value)).toBe(value)
})
