import { ProviderRequest } from "../../../../provider-kit"
import {
  FakeHttp,
  answered,
} from "../../../../provider-kit/__fixtures__/exchanges"
import { sharedReads } from "../shared-reads"

const GET: ProviderRequest = { method: "GET", url: "https://one.test/orders/1" }

describe("reads that are shared", () => {
  const twice = async (one: ProviderRequest, other: ProviderRequest) => {
    const http = new FakeHttp([answered(200), answered(200)])
    const shared = sharedReads(http)
    await Promise.all([shared.send(one), shared.send(other)])
    return http.requests.length
  }

  it("are made once", async () => {
    expect(await twice(GET, { ...GET })).toBe(1)
  })

  it.each([
    ["another address", { url: "https://one.test/orders/2" }],
    ["another token", { headers: { authorization: "Token two" } }],
  ])("are made twice with %s", async (_, other) => {
    expect(await twice(GET, { ...GET, ...other })).toBe(2)
  })

  it("are only those that change nothing: a login is made each time", async () => {
    const login = { ...GET, method: "POST" as const }
    expect(await twice(login, login)).toBe(2)
  })
})
