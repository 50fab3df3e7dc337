import { EXTERNAL_ID } from "../__fixtures__/call"
import { type Options } from "../options"
import { cancelRequest, voidRequest } from "../requests"

const OPTIONS: Options = {
  apiKey: "key-1",
  payer: "merchant",
  fullCancel: "delete",
  baseUrl: "https://api.climes.io",
}

describe("the requests to Climes", () => {
  it("removes climes as the document's sample does", () => {
    expect(voidRequest(OPTIONS, "876287372837786837", 50)).toEqual({
      method: "PATCH",
      url: "https://api.climes.io/v3/integrations/vote/order/cancel",
      headers: { "x-api-key": "key-1" },
      body: { climes: 50, partner_order_id: "876287372837786837" },
    })
  })

  it("takes another path, and nothing else, where the customer pays", () => {
    const merchant = voidRequest(OPTIONS, "1", 50)
    const customer = voidRequest({ ...OPTIONS, payer: "customer" }, "1", 50)
    expect(customer).toEqual({
      ...merchant,
      url: "https://api.climes.io/v3/integrations/calculated/order/cancel",
    })
  })

  it("deletes an order without a body, its id percent-encoded", () => {
    const request = cancelRequest(
      { ...OPTIONS, payer: "customer" },
      EXTERNAL_ID
    )
    expect(request).toEqual({
      method: "DELETE",
      url: "https://api.climes.io/v3/integrations/calculated/order/876%20287%2F37%238/cancel",
      headers: { "x-api-key": "key-1" },
    })
    expect(request).not.toHaveProperty("body")
  })

  it.each(["", ".", ".."])("doesn't delete %p, which a URL swallows", (id) => {
    expect(cancelRequest(OPTIONS, id)).toBeNull()
  })

  it("leaves the id as it is in a body", () => {
    expect(voidRequest(OPTIONS, EXTERNAL_ID, 1).body).toEqual({
      climes: 1,
      partner_order_id: EXTERNAL_ID,
    })
  })

  it("keeps the path of a base URL", () => {
    const options = { ...OPTIONS, baseUrl: "https://proxy.test/climes" }
    expect(cancelRequest(options, "1")?.url).toBe(
      "https://proxy.test/climes/v3/integrations/vote/order/1/cancel"
    )
  })
})
