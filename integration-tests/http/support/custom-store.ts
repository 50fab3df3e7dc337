import { type Server } from "node:http"
import { createRequire } from "node:module"
import { type AddressInfo } from "node:net"
import { join } from "node:path"
import { ApiLoader } from "@medusajs/framework/http"
import { type MedusaContainer } from "@medusajs/framework/types"

type App = ConstructorParameters<typeof ApiLoader>[0]["app"]

/** The express that Medusa depends on. */
const express = createRequire(require.resolve("@medusajs/framework"))(
  "express"
) as () => App

export interface CustomStore {
  /** The answer to `GET` of a path. */
  get(
    path: string,
    headers?: Record<string, string>
  ): Promise<{ status: number; text: string }>
  close(): Promise<void>
}

/**
 * Starts the plugin's routes with those in `custom-routes`, loaded by Medusa's
 * own loader: a store whose owner wrote routes without a list of allowed
 * fields.
 */
export const startCustomStore = async (
  container: MedusaContainer
): Promise<CustomStore> => {
  const app = express()
  app.use((req, _res, next) => {
    Object.assign(req, { scope: container.createScope() })
    next()
  })
  await new ApiLoader({
    app,
    container,
    sourceDir: [
      join(process.cwd(), "src/api"),
      join(__dirname, "custom-routes"),
    ],
  }).load()
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => {
      resolve(listening)
    })
  })
  const { port } = server.address() as AddressInfo
  return {
    get: async (path, headers = {}) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers })
      return { status: answer.status, text: await answer.text() }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
      }),
  }
}
