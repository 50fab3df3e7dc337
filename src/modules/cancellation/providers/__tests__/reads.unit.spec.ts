import { ProviderRequest } from "../../../../provider-kit"
import {
  FakeHttp,
  answered,
} from "../../../../provider-kit/__fixtures__/exchanges"
import { httpUntil } from "../http-until"
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

describe("HTTP for somebody who waits", () => {
  it("gets what is left of the time, and never more than it asked for", async () => {
    const timeouts: (number | undefined)[] = []
    let now = 1_000
    const http = httpUntil(
      {
        send: async (request, options) => {
          timeouts.push(options?.timeoutMs)
          return new FakeHttp([answered(200)]).send(request)
        },
      },
      { monotonic: () => now },
      4_000
    )

    await http.send(GET)
    now = 3_500
    await http.send(GET)
    await http.send(GET, { timeoutMs: 100 })

    expect(timeouts).toEqual([3_000, 500, 100])
  })
})
