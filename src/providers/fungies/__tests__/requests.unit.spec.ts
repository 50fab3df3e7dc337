import { UUID } from "../__fixtures__/orders"
import { type Options } from "../options"
import { cancelRequest, readRequest } from "../requests"

const OPTIONS: Options = {
  publicKey: "pub-1",
  secretKey: "sec-1",
  baseUrl: "https://api.fungies.io/v0",
}
const HEADERS = {
  "x-fngs-public-key": "pub-1",
  "x-fngs-secret-key": "sec-1",
}

describe("the requests to Fungies", () => {
  it("cancels with an empty object and two plain headers", () => {
    expect(cancelRequest(OPTIONS, UUID)).toEqual({
      method: "PATCH",
      url: `https://api.fungies.io/v0/orders/${UUID}/cancel`,
      headers: HEADERS,
      body: {},
    })
  })

  it("reads without a body", () => {
    const request = readRequest(OPTIONS, UUID)
    expect(request).toEqual({
      method: "GET",
      url: `https://api.fungies.io/v0/orders/${UUID}`,
      headers: HEADERS,
    })
    expect(request).not.toHaveProperty("body")
  })

  it("percent-encodes an order number", () => {
    expect(cancelRequest(OPTIONS, "#F/1 0?")?.url).toBe(
      "https://api.fungies.io/v0/orders/%23F%2F1%200%3F/cancel"
    )
    expect(readRequest(OPTIONS, "#F/1 0?")?.url).toBe(
      "https://api.fungies.io/v0/orders/%23F%2F1%200%3F"
    )
  })

  it.each(["", ".", ".."])("has none for %p, which a URL swallows", (id) => {
    expect(cancelRequest(OPTIONS, id)).toBeNull()
    expect(readRequest(OPTIONS, id)).toBeNull()
  })
})
