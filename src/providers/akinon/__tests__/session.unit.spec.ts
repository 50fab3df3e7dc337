import { type ProviderHttp, type ProviderRequest } from "../../../provider-kit"
import {
  answered,
  failed,
  FakeHttp,
} from "../../../provider-kit/__fixtures__/exchanges"
import { AkinonSession } from "../session"

const LOGIN = "POST /api/i1/auth/login/"
const CALL = "GET /api/i1/things/"
const PASSWORD = "pass-word-1"

const sessionOf = (
  credentials: ConstructorParameters<typeof AkinonSession>[0]["credentials"] = {
    type: "login",
    username: "user",
    password: PASSWORD,
  }
) =>
  new AkinonSession({
    baseUrl: "https://omnitron.example.com",
    apiPrefix: "/api/i1",
    credentials,
  })

const thing = (token: string): ProviderRequest => ({
  method: "GET",
  url: "https://omnitron.example.com/api/i1/things/",
  headers: { authorization: `Token ${token}` },
})

const tokensOf = (http: FakeHttp) =>
  http.requests.flatMap(({ headers }) => headers?.authorization ?? [])

const keyed = (key: string) => answered(200, { key })

describe("a session with Akinon", () => {
  it("logs in once, and keeps the token", async () => {
    const http = new FakeHttp({
      [LOGIN]: [keyed("token-1")],
      [CALL]: [answered(200)],
    })
    const session = sessionOf()

    await session.send(http, thing)
    await session.send(http, thing)

    expect(http.calls).toEqual([LOGIN, CALL, CALL])
    expect(tokensOf(http)).toEqual(["Token token-1", "Token token-1"])
  })

  it("logs in once for calls at the same time", async () => {
    const http = new FakeHttp({
      [LOGIN]: [keyed("token-1")],
      [CALL]: [answered(200)],
    })
    const session = sessionOf()

    await Promise.all(
      Array.from({ length: 20 }, () => session.send(http, thing))
    )

    expect(http.calls.filter((call) => call === LOGIN)).toHaveLength(1)
  })

  it("logs in again once on a 401, and repeats the call once", async () => {
    const http = new FakeHttp({
      [LOGIN]: [keyed("token-1"), keyed("token-2")],
      [CALL]: [answered(401), answered(200, "second")],
    })
    const result = await sessionOf().send(http, thing)

    expect(http.calls).toEqual([LOGIN, CALL, LOGIN, CALL])
    expect(tokensOf(http)).toEqual(["Token token-1", "Token token-2"])
    expect(result).toMatchObject({
      type: "answered",
      exchange: { result: { status: 200, body: "second" } },
      further: [{ result: { status: 401 } }],
    })
  })

  it("never logs in a third time for one call", async () => {
    const http = new FakeHttp({
      [LOGIN]: [keyed("token-1")],
      [CALL]: [answered(401)],
    })
    const result = await sessionOf().send(http, thing)

    expect(http.calls).toEqual([LOGIN, CALL, LOGIN, CALL])
    expect(result).toMatchObject({ exchange: { result: { status: 401 } } })
  })

  it("logs in once when calls at the same time meet an old token", async () => {
    let valid = "token-1"
    let logins = 0
    const http: ProviderHttp = {
      send: async (request) => {
        await new Promise((resolve) => setImmediate(resolve))
        if (request.method === "POST") {
          logins += 1
          valid = `token-${logins}`
          return answered(200, { key: valid }, {}, request)
        }
        const isValid = request.headers?.authorization === `Token ${valid}`
        return answered(isValid ? 200 : 401, "", {}, request)
      },
    }
    const session = sessionOf()
    await session.send(http, thing)
    valid = "expired"

    const results = await Promise.all(
      Array.from({ length: 10 }, () => session.send(http, thing))
    )

    expect(logins).toBe(2)
    for (const result of results) {
      expect(result).toMatchObject({ exchange: { result: { status: 200 } } })
    }
  })

  it("keeps a token that another call got before this one was refused", async () => {
    const gate: { open: () => void } = { open: () => undefined }
    const held = new Promise<void>((resolve) => {
      gate.open = resolve
    })
    const sent: string[] = []
    let logins = 0
    const http: ProviderHttp = {
      send: async (request) => {
        if (request.method === "POST") {
          logins += 1
          return answered(200, { key: `token-${logins}` }, {}, request)
        }
        const what = new URL(request.url).pathname
        const token = request.headers?.authorization ?? ""
        sent.push(`${what} ${token}`)
        if (token !== "Token token-1") {
          return answered(200, "", {}, request)
        }
        if (what === "/slow/") {
          await held
        }
        return answered(401, "", {}, request)
      },
    }
    const at = (path: string) => (token: string) => ({
      ...thing(token),
      url: `https://omnitron.example.com${path}`,
    })
    const session = sessionOf()

    const slow = session.send(http, at("/slow/"))
    await session.send(http, at("/quick/"))
    gate.open()
    expect(await slow).toMatchObject({ exchange: { result: { status: 200 } } })
    await session.send(http, at("/later/"))

    expect(sent).toEqual([
      "/slow/ Token token-1",
      "/quick/ Token token-1",
      "/quick/ Token token-2",
      "/slow/ Token token-2",
      "/later/ Token token-2",
    ])
    expect(logins).toBe(2)
  })

  it("uses a refused token for no later call", async () => {
    const http = new FakeHttp({
      [LOGIN]: [keyed("token-1"), answered(503), keyed("token-2")],
      [CALL]: [answered(401), answered(200)],
    })
    const session = sessionOf()

    await session.send(http, thing)
    await session.send(http, thing)

    expect(http.calls).toEqual([LOGIN, CALL, LOGIN, LOGIN, CALL])
    expect(tokensOf(http)).toEqual(["Token token-1", "Token token-2"])
  })

  it("with a fixed token never logs in", async () => {
    const http = new FakeHttp({ [CALL]: [answered(401)] })
    const session = sessionOf({ type: "token", token: "fixed-token" })

    expect(await session.send(http, thing)).toMatchObject({
      type: "answered",
      exchange: { result: { status: 401 } },
    })
    expect(http.calls).toEqual([CALL])
    expect(session.secrets()).toEqual(["fixed-token"])
  })

  it("masks its password and the tokens it has seen", async () => {
    const http = new FakeHttp({
      [LOGIN]: [keyed("token-1"), keyed("token-2")],
      [CALL]: [answered(401), answered(200)],
    })
    const session = sessionOf()
    expect(session.secrets()).toEqual([PASSWORD])

    await session.send(http, thing)

    expect(session.secrets()).toEqual([PASSWORD, "token-1", "token-2"])
  })
})

describe("a login that fails", () => {
  it.each([
    ["400", answered(400, { non_field_errors: ["No."] }), "unauthorized"],
    ["401", answered(401), "unauthorized"],
    ["403", answered(403), "unauthorized"],
    ["404", answered(404), "login_failed"],
    ["429", answered(429), "throttled"],
    ["500", answered(500), "http_500"],
    ["302", answered(302), "redirected"],
    [
      "a refused connection",
      failed(false, "connection_failed"),
      "connection_failed",
    ],
    ["a timeout", failed(true, "timeout"), "timeout"],
    ["a page", answered(200, "<html>"), "login_unreadable"],
    ["no key", answered(200, {}), "login_unreadable"],
    ["an empty key", answered(200, { key: " " }), "login_unreadable"],
    ["a key with a line break", keyed("a\nb"), "login_unreadable"],
  ])("with %s is tried again later", async (_what, result, code) => {
    const http = new FakeHttp({ [LOGIN]: [result] })
    const answer = await sessionOf().send(http, thing)

    expect(answer).toMatchObject({
      type: "closed",
      outcome: { type: "retry", error: { code } },
    })
    expect(JSON.stringify(answer)).not.toContain(PASSWORD)
    expect(http.calls).toEqual([LOGIN])
  })

  it("names the options", async () => {
    const http = new FakeHttp({ [LOGIN]: [answered(400)] })

    expect(await sessionOf().send(http, thing)).toMatchObject({
      outcome: {
        error: { message: expect.stringContaining("username and password") },
      },
    })
  })

  it("is not remembered", async () => {
    const http = new FakeHttp({
      [LOGIN]: [answered(503), keyed("token-1")],
      [CALL]: [answered(200)],
    })
    const session = sessionOf()

    expect((await session.send(http, thing)).type).toBe("closed")
    expect((await session.send(http, thing)).type).toBe("answered")
  })

  it("after a 401 keeps the call's answer as evidence", async () => {
    const http = new FakeHttp({
      [LOGIN]: [keyed("token-1"), answered(503)],
      [CALL]: [answered(401)],
    })

    expect(await sessionOf().send(http, thing)).toMatchObject({
      type: "closed",
      outcome: {
        type: "retry",
        exchanges: [{ result: { status: 401 } }, { result: { status: 503 } }],
      },
    })
  })

  it("keeps no key that came in an odd shape", async () => {
    const http = new FakeHttp({
      [LOGIN]: [answered(200, { data: { key: "odd-token" } })],
    })

    expect(JSON.stringify(await sessionOf().send(http, thing))).not.toContain(
      "odd-token"
    )
  })
})
