import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { ADMIN, HOST } from "../../../demo/store"
import type { Sandbox } from "../../../sandbox"
import {
  accessTo,
  environmentOf,
  erpEnvironmentOf,
} from "../../../sandbox/access"
import { freePort } from "../../../scripts/free-port"
import { type Child, finish, lastLines, startNode } from "./command"
import { documentedCode } from "./documented"
import { type Manager, settingsOf, startInstall } from "./managers"
import { type PackedPlugin, ROOT } from "./packed-plugin"

const START_TIMEOUT_MS = 180_000

const FIXTURE = join(__dirname, "../store")

export interface Setup {
  folder: string
  plugin: PackedPlugin
  databaseUrl: string
  sandbox: Sandbox
  /** Installs the packages. */
  manager: Manager
  /** The version of Medusa's packages, such as `2.21.2`. */
  medusaVersion: string
  /** Receives each child as soon as it is started. */
  onChild: (child: Child) => void
}

/** Somebody else's store, which knows this package only as a tarball. */
export class StrangeStore {
  readonly url: string
  private readonly env: Record<string, string>
  private server: Child | undefined

  private constructor(
    private readonly setup: Setup,
    private readonly port: number
  ) {
    this.url = `http://${HOST}:${port}`
    this.env = environment(setup, this.url)
  }

  /** Writes the store's files. Nothing is installed yet. */
  static async create(setup: Setup): Promise<StrangeStore> {
    writeFiles(setup)
    return new StrangeStore(setup, await freePort())
  }

  async install(): Promise<void> {
    const { folder, manager } = this.setup
    await this.finish(`${manager} install`, startInstall(manager, folder))
  }

  /** Runs what a store's owner types after `npx medusa`. Returns its output. */
  async medusa(...args: string[]): Promise<string> {
    return this.finish(
      `medusa ${args.join(" ")}`,
      startNode([this.cli, ...args], { cwd: this.setup.folder, env: this.env })
    )
  }

  async createAdmin(): Promise<void> {
    await this.medusa(
      ...["user", "--email", ADMIN.email, "--password", ADMIN.password]
    )
  }

  /** Starts the build as it runs in production. */
  async start(): Promise<void> {
    this.server = startNode(
      [this.cli, "start", "--host", HOST, "--port", String(this.port)],
      {
        // It needs no `npm install`: the packages are in the folder above.
        cwd: join(this.setup.folder, ".medusa/server"),
        env: { ...this.env, NODE_ENV: "production" },
      }
    )
    this.setup.onChild(this.server)
    await answers(this.url, this.server)
  }

  log(): string {
    return this.server?.output() ?? ""
  }

  /** The code of the dashboard as it was built. */
  dashboard(): string {
    const folder = join(this.setup.folder, ".medusa/server/public/admin/assets")
    return readdirSync(folder)
      .filter((name) => name.endsWith(".js"))
      .map((name) => readFileSync(join(folder, name), "utf8"))
      .join("\n")
  }

  private get cli(): string {
    return join(this.setup.folder, "node_modules/@medusajs/cli/cli.js")
  }

  private finish(what: string, child: Child): Promise<string> {
    this.setup.onChild(child)
    return finish(what, child)
  }
}

const writeFiles = ({
  folder,
  plugin,
  manager,
  medusaVersion,
}: Setup): void => {
  mkdirSync(folder, { recursive: true })
  cpSync(FIXTURE, folder, { recursive: true })
  for (const [name, text] of Object.entries(settingsOf(manager))) {
    writeFileSync(join(folder, name), text)
  }
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify(packageJson(plugin, medusaVersion), undefined, 2)
  )
  fillIn(join(folder, "medusa-config.ts"), {
    "// <docs/configuration.md>": documentedCode(
      "docs/configuration.md",
      "// medusa-config.ts"
    ),
    "// <examples/acme/README.md>": documentedCode(
      "examples/acme/README.md",
      '{\n  resolve: "./src/acme"'
    ),
  })
  mkdirSync(join(folder, "src/acme"))
  cpSync(
    join(ROOT, "examples/acme/index.ts"),
    join(folder, "src/acme/index.ts")
  )
  mkdirSync(join(folder, "src/scripts"))
  writeFileSync(
    join(folder, "src/scripts/backfill.ts"),
    documentedCode("docs/operators.md", "// src/scripts/backfill.ts")
  )
  writeFileSync(join(folder, "src/typed.ts"), TYPED)
}

const fillIn = (file: string, code: Record<string, string>): void => {
  let text = readFileSync(file, "utf8")
  for (const [place, block] of Object.entries(code)) {
    text = text.replace(place, () => `${block.trim()},`)
  }
  writeFileSync(file, text)
}

/** Compiles only if the types are found and aren't `any`. */
const TYPED = `
import {
  type MedusaSdk,
  createCancellationClient,
  isCancellationRefusal,
} from "medusa-plugin-cancellation/client"
import type { CancellationPluginOptions } from "medusa-plugin-cancellation/options"
import {
  type AdminCreateVoid,
  type CancellationEventData,
  CancellationEvents,
} from "medusa-plugin-cancellation/types"
import type { Outcome } from "medusa-plugin-cancellation/provider-kit"
import {
  registerProviderOrdersWorkflow,
  validateCancellationWorkflow,
} from "medusa-plugin-cancellation/workflows"

declare module "medusa-plugin-cancellation/options" {
  interface CancellationProviderOptions {
    "acme-cancellations/providers/acme": { apiKey: string }
  }
}

export const right: AdminCreateVoid = { provider_order_id: "1", amount: 1 }
// @ts-expect-error -- an amount is a number
export const wrong: AdminCreateVoid = { provider_order_id: "1", amount: "1" }
// @ts-expect-error -- there is no such outcome
export const outcome: Outcome["type"] = "perhaps"
export const register = (container: never) =>
  // @ts-expect-error -- an order's id is a string
  registerProviderOrdersWorkflow(container).run({ input: { order_id: 1 } })

type Rejected = CancellationEventData[typeof CancellationEvents.REJECTED]
export const rejected: Rejected = { id: "cncl_1" }
// @ts-expect-error -- a paused provider's event has its reason too
export const paused: CancellationEventData["cancellation_provider.paused"] = rejected

export const voidPart = (sdk: MedusaSdk) =>
  // @ts-expect-error -- an idempotency key is a text
  createCancellationClient(sdk).createVoid("order_1", right, 7)
export const isTooMuch = (error: unknown) =>
  // @ts-expect-error -- there is no such code
  isCancellationRefusal(error) && error.code === "too_much"

validateCancellationWorkflow.hooks.validate(({ kind }) => {
  // @ts-expect-error -- there is no such kind
  if (kind === "refund") {
    throw new Error("never")
  }
})

const resolve = "acme-cancellations/providers/acme"
export const options: CancellationPluginOptions = {
  providers: [{ resolve, id: "acme", options: { apiKey: process.env.ACME } }],
}
export const mistaken: CancellationPluginOptions = {
  // @ts-expect-error -- it is an API key
  providers: [{ resolve, id: "acme", options: { key: process.env.ACME } }],
}
`

/** The package.json of Medusa's starter, with the plugin. */
const packageJson = (
  { tarball, manifest: { name, devDependencies } }: PackedPlugin,
  medusaVersion: string
): object => ({
  name: "strange-store",
  version: "0.0.1",
  private: true,
  scripts: { build: "medusa build", start: "medusa start" },
  dependencies: {
    "@medusajs/admin-sdk": medusaVersion,
    "@medusajs/cli": medusaVersion,
    "@medusajs/framework": medusaVersion,
    "@medusajs/medusa": medusaVersion,
    [name]: `file:${tarball}`,
  },
  devDependencies: {
    "@medusajs/test-utils": medusaVersion,
    "@swc/core": "^1.7.28",
    "@types/node": "^20.12.11",
    "@types/react": "^18.3.2",
    react: "^18.3.1",
    "react-dom": "^18.3.1",
    "ts-node": "^10.9.2",
    typescript: devDependencies.typescript,
    vite: "^5.4.14",
  },
  engines: { node: ">=20" },
})

const environment = (
  { databaseUrl, sandbox }: Setup,
  origin: string
): Record<string, string> => {
  return {
    DATABASE_URL: databaseUrl,
    MEDUSA_DISABLE_TELEMETRY: "1",
    JWT_SECRET: "strange-store-jwt",
    COOKIE_SECRET: "strange-store-cookie",
    STORE_CORS: origin,
    ADMIN_CORS: origin,
    AUTH_CORS: origin,
    ...environmentOf(accessTo(sandbox)),
    ...erpEnvironmentOf(accessTo(sandbox)),
    ACME_API_KEY: "acme-key",
  }
}

const answers = async (url: string, server: Child): Promise<void> => {
  const deadline = performance.now() + START_TIMEOUT_MS
  while (performance.now() < deadline && server.isRunning()) {
    const response = await fetch(`${url}/health`).catch(() => null)
    if (response?.ok) {
      return
    }
    await sleep(200)
  }
  throw new Error(
    `The store did not start. The end of its log:\n${lastLines(server)}`
  )
}
