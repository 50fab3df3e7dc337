import { readdirSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { RestrictedFields } from "@medusajs/framework/http"
import { ADMIN_ROUTES } from "../admin/middlewares"
import middlewares from "../middlewares"

const API = resolve(__dirname, "..")

/** `POST /admin/orders/:id/voids`, from where the files are. */
const routesOfFiles = (): string[] =>
  readdirSync(join(API, "admin"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("route.ts"))
    .flatMap((path) => {
      const matcher = `/admin/${path}`
        .replace(/\/route\.ts$/, "")
        .replace(/\[(\w+)\]/g, ":$1")
      const source = readFileSync(join(API, "admin", path), "utf8")
      return [...source.matchAll(/^export const ([A-Z]+)\b/gm)].map(
        ([, method = ""]) => `${method} ${matcher}`
      )
    })
    .sort()

const known = ADMIN_ROUTES.map(({ method, matcher }) => `${method} ${matcher}`)

it("every route is in the table, and has a policy", () => {
  expect([...known].sort()).toEqual(routesOfFiles())
  expect(routesOfFiles().length).toBeGreaterThan(15)
  const guarded = (middlewares.routes ?? [])
    .filter(({ policies }) => policies !== undefined)
    .map(({ methods, matcher }) => `${String(methods)} ${String(matcher)}`)
  expect(guarded.sort()).toEqual(routesOfFiles())
})

type Middleware = NonNullable<
  NonNullable<typeof middlewares.routes>[number]["middlewares"]
>[number]

/** What a request that a middleware stops is answered with; null: it passes. */
const refusalBy = async (
  middleware: Middleware,
  req: Record<string, unknown>
): Promise<string | null> => {
  try {
    await new Promise((resolve, reject) => {
      void Promise.resolve(
        middleware(
          { params: {}, query: {}, headers: {}, allowed: [], ...req } as never,
          {} as never,
          (error?: unknown) => {
            if (error) {
              reject(error instanceof Error ? error : new Error("refused"))
            } else {
              resolve(undefined)
            }
          }
        )
      ).catch(reject)
    })
    return null
  } catch (error) {
    return (error as Error).message
  }
}

describe("before any of the routes is reached", () => {
  const entries = ADMIN_ROUTES.map(
    (route) =>
      [
        `${route.method} ${route.matcher}`,
        route,
        middlewares.routes?.find(
          (one) =>
            one.matcher === route.matcher &&
            String(one.methods) === route.method
        ),
      ] as const
  )

  it.each(entries)("%s: one check does it all", async (_, route, entry) => {
    const [check, ...others] = entry?.middlewares ?? []
    expect(others).toEqual([])
    // What reads it refuses more than it takes, and says so.
    expect(entry?.bodyParser).toBe(route.body && false)
    if (!check) {
      throw new Error("Nothing is checked.")
    }
    expect(await refusalBy(check, { params: { id: "a\0" } })).toMatch(
      /^The path/
    )
    expect(await refusalBy(check, { query: { q: ["\ud800"] } })).toMatch(
      /^The query/
    )
    for (const type of ["text/plain", "application/x-www-form-urlencoded"]) {
      const form = {
        method: route.method,
        headers: { "content-type": type, "content-length": "0" },
        query: { limit: "-1" },
        body: {},
      }
      const refusal = await refusalBy(check, form)
      expect(/^Send the body as JSON/.test(refusal ?? "")).toBe(
        route.method === "POST"
      )
    }
    if (route.query) {
      expect(await refusalBy(check, { query: { limit: "-1" } })).toMatch(
        /limit/
      )
    }
    if (route.body) {
      expect(await refusalBy(check, { body: { nonsense: 1 } })).toMatch(
        /Unrecognized|nonsense/
      )
      expect(await refusalBy(check, { body: { note: "a\0" } })).toMatch(
        /^The body/
      )
    } else if (!route.query) {
      expect(await refusalBy(check, {})).toBeNull()
    }
  })
})

describe("the store API", () => {
  const guards = (middlewares.routes ?? []).filter(
    ({ matcher }) => matcher === "/store"
  )

  it("has a guard, for every method and all that is below", () => {
    // No methods: Medusa hands it to `app.use`, which takes a beginning.
    expect(guards).toMatchObject([{ matcher: "/store" }])
    expect(guards[0]?.methods).toBeUndefined()
    // "/store*" doesn't start in Express 5.
    for (const { matcher } of middlewares.routes ?? []) {
      expect(String(matcher)).not.toContain("*")
    }
  })

  it("may not be asked for anything that the links lead to", async () => {
    const restrictedFields = new RestrictedFields()
    for (const guard of guards[0]?.middlewares ?? []) {
      expect(await refusalBy(guard, { restrictedFields })).toBeNull()
    }
    // The names of both links, in the singular that Query knows them by too.
    expect(restrictedFields.list().sort()).toEqual([
      "provider_order",
      "provider_orders",
    ])
  })
})
