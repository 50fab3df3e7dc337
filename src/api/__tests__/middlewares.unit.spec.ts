import { readdirSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
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

it("every body and every query is checked before it gets to a route", () => {
  for (const { matcher, method, body, query } of ADMIN_ROUTES) {
    const entry = middlewares.routes?.find(
      (one) => one.matcher === matcher && String(one.methods) === method
    )
    expect(entry?.middlewares).toHaveLength((body ? 1 : 0) + (query ? 1 : 0))
    // What reads it refuses more than 64 KB, and says so.
    expect(entry?.bodyParser).toBe(body && false)
  }
})
