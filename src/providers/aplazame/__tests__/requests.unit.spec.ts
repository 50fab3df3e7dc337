import { AplazameOptions } from "../options"
import {
  cancelRequest,
  orderRequest,
  voidRequest,
  voidsRequest,
} from "../requests"

const options: AplazameOptions = {
  privateKey: "key",
  sandbox: false,
  fullCancel: "cancel",
  baseUrl: "https://api.aplazame.com",
}

const headers = {
  accept: "application/vnd.aplazame.v1+json",
  authorization: "Bearer key",
}

describe("requests to Aplazame", () => {
  it("cancel a whole order without a body", () => {
    expect(cancelRequest(options, "A-1")).toEqual({
      method: "POST",
      url: "https://api.aplazame.com/orders/A-1/cancel",
      headers,
    })
  })

  it("void an integer amount as JSON", () => {
    expect(voidRequest(options, "A-1", 10050)).toEqual({
      method: "POST",
      url: "https://api.aplazame.com/orders/A-1/void",
      headers,
      body: { amount: 10050 },
    })
  })

  it("read the order and its voids", () => {
    expect(orderRequest(options, "A-1")).toEqual({
      method: "GET",
      url: "https://api.aplazame.com/orders/A-1",
      headers,
    })
    expect(voidsRequest(options, "A-1")).toEqual({
      method: "GET",
      url: "https://api.aplazame.com/orders/A-1/void",
      headers,
    })
  })

  it("ask for the sandbox by media type", () => {
    expect(
      orderRequest({ ...options, sandbox: true }, "A-1").headers?.accept
    ).toBe("application/vnd.aplazame.sandbox.v1+json")
  })

  it.each([
    ["a/b", "a%2Fb"],
    ["#1?x=1", "%231%3Fx%3D1"],
    ["año 1", "a%C3%B1o%201"],
  ])("encode the order id %p", (id, encoded) => {
    expect(orderRequest(options, id).url).toBe(
      `https://api.aplazame.com/orders/${encoded}`
    )
  })

  it.each([".", "..", "", " ", "\ud800"])(
    "are not made for the order id %p, which is no path segment",
    (id) => {
      expect(() => orderRequest(options, id)).toThrow("not an order id")
    }
  )
})
