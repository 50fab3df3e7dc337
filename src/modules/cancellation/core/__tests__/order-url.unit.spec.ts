import { isOrderUrl, orderUrlOf } from "../order-url"

describe("the link to an order", () => {
  it.each([
    "https://erp.example.com/orders/{id}",
    "https://ERP.example.com:8443/orders/{id}/edit",
    "http://erp.internal/orders?id={id}",
    "https://erp.example.com/#/orders/{id}",
  ])("may be %s", (template) => {
    expect(isOrderUrl(template)).toBe(true)
  })

  it.each([
    "https://erp.example.com/orders",
    "https://{id}.example.com/orders",
    "https://erp.example.com{id}/",
    "https://staff:secret@erp.example.com/{id}",
    "https://erp.example.com:{id}/",
    "javascript://erp.example.com/%0aalert({id})",
    "/orders/{id}",
    "https://exa mple.com/{id}",
  ])("can't be %s", (template) => {
    expect(isOrderUrl(template)).toBe(false)
  })

  it("holds the provider's id as one part of it, whatever is in the id", () => {
    expect(
      orderUrlOf("https://erp.example.com/o/{id}?of={id}", "#1/2?$&")
    ).toBe("https://erp.example.com/o/%231%2F2%3F%24%26?of=%231%2F2%3F%24%26")
  })

  it("is null where none is configured", () => {
    expect(orderUrlOf(undefined, "1")).toBeNull()
  })
})
