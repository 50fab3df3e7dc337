import fc from "fast-check"
import { answerIn } from "../http/without-continue"
import { reply, resultOf, sleep, useLoopback } from "../__fixtures__/loopback"

const { listen, client } = useLoopback()

const CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n"
const WITH_HEADERS = "HTTP/1.0 100 Go on\r\nserver: x\r\nvia: y\r\n\r\n"

const answerOf = (text: string): string | null =>
  answerIn(Buffer.from(text, "latin1"))?.toString("latin1") ?? null

describe("an answer behind a 100", () => {
  it.each([
    ["one", CONTINUE],
    ["one with headers", WITH_HEADERS],
    ["several", CONTINUE + WITH_HEADERS + CONTINUE],
    ["none", ""],
  ])("is found behind %s", (_, before) => {
    expect(answerOf(before + reply(200, "{}"))).toBe(reply(200, "{}"))
  })

  it.each([
    "",
    "H",
    "HTTP/1.1 1",
    "HTTP/1.1 100",
    "HTTP/1.1 100 Continue\r\n",
    CONTINUE,
    `${CONTINUE}HTTP/1.1`,
  ])("isn't there yet after %j", (text) => {
    expect(answerOf(text)).toBeNull()
  })

  it.each([
    "HTTP/1.1 101 Switching",
    "HTTP/1.1 1000",
    "HTTP/2",
    "+OK",
    "<html>",
    "HTTP/1.1 200 OK\r\n",
  ])("is what it is where %j comes first", (text) => {
    expect(answerOf(text)).toBe(text)
  })

  it("isn't waited for without end", () => {
    const endless = CONTINUE + "HTTP/1.1 100 x" + "y".repeat(5_000)
    expect(answerOf(endless)).toBe(endless.slice(CONTINUE.length))
    expect(answerOf(CONTINUE.repeat(1_000))).toEqual(expect.any(String))
    const longest = "HTTP/1.1 100 ".padEnd(4_096, "y")
    expect(answerOf(longest)).toBeNull()
    expect(answerOf(`${longest}y`)).toBe(`${longest}y`)
    expect(answerOf(`${longest}\r\n\r\n+OK`)).toBe("+OK")
    expect(answerOf(`${longest}y\r\n\r\n+OK`)).toBe(`${longest}y\r\n\r\n+OK`)
  })

  it("is the same in whatever parts it arrives", () => {
    const whole = CONTINUE + WITH_HEADERS + reply(200, CONTINUE)
    fc.assert(
      fc.property(fc.nat(whole.length), (length) => {
        const answer = answerOf(whole.slice(0, length))
        const behind = (CONTINUE + WITH_HEADERS).length
        if (answer !== null) {
          expect(answer).toBe(whole.slice(behind, length))
        } else {
          expect(length).toBeLessThan(behind + "HTTP/1.1 200".length)
        }
      })
    )
  })
})

describe("a server that says 100 before each answer", () => {
  const call = { method: "PATCH", body: { climes: 1 } } as const

  it.each([1, 7, 1_000])("is understood, %i bytes at a time", async (size) => {
    const body = `{"n":"${CONTINUE.replaceAll("\r\n", " ")}"}`
    const server = await listen((_, socket) => {
      socket.setNoDelay(true)
      const bytes = CONTINUE + reply(200, body)
      const send = (from: number): void => {
        if (from < bytes.length && socket.writable) {
          socket.write(bytes.slice(from, from + size), () => {
            setImmediate(send, from + size)
          })
        }
      }
      send(0)
    })
    const http = client({ concurrency: 1 })
    for (let turn = 0; turn < 3; turn += 1) {
      expect(
        await resultOf(http.send({ ...call, url: server.url() }))
      ).toMatchObject({ status: 200, body_state: "complete", body })
    }
    expect(server.connections).toBe(1)
    expect(server.requests).toHaveLength(3)
  })

  it("is given up like any other where no answer follows", async () => {
    const server = await listen((_, socket) => socket.write(CONTINUE))
    expect(
      await resultOf(
        client().send({ ...call, url: server.url() }, { timeoutMs: 100 })
      )
    ).toMatchObject({ sent: true, code: "timeout" })
    const closing = await listen((_, socket) => socket.end(CONTINUE))
    expect(
      await resultOf(client().send({ ...call, url: closing.url() }))
    ).toMatchObject({ sent: true, code: "connection_lost" })
  })

  it("can't slip an answer in while nothing was asked", async () => {
    const server = await listen(({ index }, socket) => {
      socket.write(reply(200, `{"n":${index}}`))
      setTimeout(() => {
        if (socket.writable) {
          socket.write(CONTINUE + reply(200, '{"forged":true}'))
        }
      }, 20)
    })
    const http = client({ concurrency: 1 })
    const got: unknown[] = []
    for (let turn = 0; turn < 3; turn += 1) {
      const result = await resultOf(http.send({ ...call, url: server.url() }))
      got.push(result.kind === "response" ? result.body : result.code)
      await sleep(60)
    }
    expect(got).toEqual(['{"n":0}', '{"n":1}', '{"n":2}'])
  })
})
