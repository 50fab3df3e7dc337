import { once } from "node:events"
import { type Server } from "node:http"
import { type AddressInfo } from "node:net"
import type express from "express"
import { ADMIN_ROUTES } from "../admin/middlewares"
import middlewares from "../middlewares"

/** Each Express that Medusa builds on: 4 up to 2.22, 5 from 2.23 on. */
const VERSIONS = ["express", "express5"]

const expressOf = (name: string): typeof express =>
  jest.requireActual<typeof express>(name)

/** `/admin/orders/:id` as it is asked for. */
const filledIn = (matcher: string): string =>
  matcher.replace(/:(\w+)/g, (_, name: string) => `the-${name}`)

const methodOf = (method: string) =>
  method.toLowerCase() as "get" | "post" | "delete"

describe.each(VERSIONS)("on %s,", (name) => {
  const seen: string[] = []
  let server: Server
  let origin: string

  beforeAll(async () => {
    const app = expressOf(name)()
    // As Medusa mounts them, but with what tells that they were reached.
    for (const { matcher, methods } of middlewares.routes ?? []) {
      const guard: express.RequestHandler = (_req, _res, next) => {
        seen.push(String(matcher))
        next()
      }
      if (methods === undefined) {
        app.use(matcher, guard)
      } else {
        for (const method of methods) {
          app[methodOf(method)](matcher, guard)
        }
      }
    }
    for (const { method, matcher } of ADMIN_ROUTES) {
      app[methodOf(method)](matcher, (req, res) => {
        res.json({ matcher, params: req.params })
      })
    }
    app.use((_req, res) => {
      res.json({ matcher: null })
    })
    server = app.listen(0, "127.0.0.1")
    await once(server, "listening")
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })

  beforeEach(() => {
    seen.length = 0
  })

  afterAll(async () => {
    server.close()
    await once(server, "close")
  })

  const ask = async (method: string, path: string): Promise<unknown> =>
    (await fetch(`${origin}${path}`, { method })).json()

  it.each(ADMIN_ROUTES.map(({ method, matcher }) => [method, matcher]))(
    "%s %s is reached, past its own check and no other's",
    async (method, matcher) => {
      const names = [...matcher.matchAll(/:(\w+)/g)].map(([, one = ""]) => one)
      expect(await ask(method, filledIn(matcher))).toEqual({
        matcher,
        params: Object.fromEntries(names.map((one) => [one, `the-${one}`])),
      })
      expect(seen).toEqual([matcher])
    }
  )

  it.each(["/store", "/store/orders", "/store/orders/1/items?fields=*x"])(
    "nobody reaches %s past the guard of the store API",
    async (path) => {
      await ask("GET", path)
      expect(seen).toEqual(["/store"])
    }
  )

  it.each(["/stores", "/admin/store", "/"])("%s has no guard", async (path) => {
    await ask("GET", path)
    expect(seen).toEqual([])
  })
})

it("both Expresses are what they are taken for", () => {
  const versions = VERSIONS.map(
    (name) =>
      jest.requireActual<{ version: string }>(`${name}/package.json`).version
  )
  expect(versions.map((version) => version.split(".")[0])).toEqual(["4", "5"])
})
