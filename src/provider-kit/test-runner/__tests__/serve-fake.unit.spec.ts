import { serveFake } from "../serve-fake"
import { FakeApi, FakeRequest } from "../types"

class Echo implements FakeApi {
  effects(): number {
    return 0
  }

  handle({ method, path, body }: FakeRequest) {
    return { status: 200, body: { method, path, body } }
  }
}

/** What a fake may give that isn't type-checked, or is wrong all the same. */
const MISTAKES: Record<string, [() => unknown, RegExp]> = {
  "is async": [
    async () => Promise.resolve({ status: 200 }),
    /threw: .*gave a promise.*don't make it async/,
  ],
  "is async, and throws": [
    async () => Promise.reject(new Error("No order.")),
    /threw: .*gave a promise.*don't make it async/,
  ],
  "gives nothing": [() => undefined, /threw: .*gave no answer/],
  "gives null": [() => null, /threw: .*gave no answer/],
  "gives no status": [() => ({ body: {} }), /threw: .*gave no answer/],
  "gives an interim status": [() => ({ status: 100 }), /threw: .*no answer/],
  "gives a status beyond all": [
    () => ({ status: 1000 }),
    /threw: .*gave no answer/,
  ],
  "gives a BigInt": [
    () => ({ status: 200, body: { amount: 1n } }),
    /gave an answer that can't be sent: .*BigInt/,
  ],
  "gives a line break in a header": [
    () => ({ status: 200, headers: { "x-id": "1\n2" } }),
    /gave an answer that can't be sent: .*x-id/,
  ],
  throws: [
    () => {
      throw new Error("No order.")
    },
    /threw: Error: No order\./,
  ],
}

describe("a mistake in a fake", () => {
  it.each(Object.entries(MISTAKES))(
    "that %s is answered with 500, and said",
    async (_, [handle, said]) => {
      const api = { effects: () => 0, handle } as FakeApi
      const { url, close } = await serveFake(api)
      const signal = AbortSignal.timeout(2_000)
      const answer = await fetch(url, { signal })
      expect(answer.status).toBe(500)
      expect(await answer.text()).toMatch(said)
      // It serves on.
      expect((await fetch(url, { signal })).status).toBe(500)
      await close()
    }
  )
})

describe("a fake that is served", () => {
  it("answers at its address, until it is closed", async () => {
    const { url, close } = await serveFake(new Echo())
    const answer = await fetch(`${url}/orders/1`, {
      method: "POST",
      body: '{"amount":"1"}',
    })
    expect(await answer.json()).toEqual({
      method: "POST",
      path: "/orders/1",
      body: { amount: "1" },
    })
    await close()
    await expect(fetch(url)).rejects.toThrow()
  })

  it("is at the port that is asked for, on loopback", async () => {
    const first = await serveFake(new Echo())
    const port = Number(new URL(first.url).port)
    await first.close()
    const { url, close } = await serveFake(new Echo(), { port })
    expect(url).toBe(`http://127.0.0.1:${port}`)
    await close()
  })

  it("says so where the port is taken", async () => {
    const { url, close } = await serveFake(new Echo())
    await expect(
      serveFake(new Echo(), { port: Number(new URL(url).port) })
    ).rejects.toThrow(/in use/)
    await close()
  })
})
