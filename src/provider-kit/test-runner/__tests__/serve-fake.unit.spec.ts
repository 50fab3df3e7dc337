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
