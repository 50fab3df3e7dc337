import { type Options } from "../options"
import {
  cancelRequest,
  readRequest,
  readVoidsRequest,
  voidRequest,
} from "../requests"

const options: Options = {
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
    expect(readRequest(options, "A-1")).toEqual({
      method: "GET",
      url: "https://api.aplazame.com/orders/A-1",
      headers,
    })
    expect(readVoidsRequest(options, "A-1")).toEqual({
      method: "GET",
      url: "https://api.aplazame.com/orders/A-1/void",
      headers,
    })
  })

  it("ask for the sandbox by media type", () => {
    expect(
      readRequest({ ...options, sandbox: true }, "A-1").headers?.accept
    ).toBe("application/vnd.aplazame.sandbox.v1+json")
  })

  it.each([
    ["a/b", "a%2Fb"],
    ["#1?x=1", "%231%3Fx%3D1"],
    ["año 1", "a%C3%B1o%201"],
  ])("encode the order id %p", (id, encoded) => {
    expect(readRequest(options, id).url).toBe(
      `https://api.aplazame.com/orders/${encoded}`
    )
  })

  it.each([".", "..", "", " ", "\ud800"])(
    "are not made for the order id %p, which is no path segment",
    (id) => {
      expect(() => readRequest(options, id)).toThrow("not an order id")
    }
  )
})
