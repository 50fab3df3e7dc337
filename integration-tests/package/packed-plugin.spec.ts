import { existsSync, readFileSync } from "node:fs"
import { dirname } from "node:path"
import Medusa, { FetchError } from "@medusajs/js-sdk"
import type { BrowserContext } from "playwright-core"
import { expectedOfCancels, settled } from "../../demo/cancels"
import { settledCancellations, unsuccessful } from "../../demo/settled"
import { ADMIN } from "../../demo/store"
import {
  everywhere,
  type OrderEverywhere,
  withClimes,
  type World,
} from "../../demo/story-orders"
import { differences, type Expected } from "../../demo/wire"
import type {
  AdminCancellation,
  AdminCancellationListParams,
  AdminCancellationListResponse,
  AdminCancellationProviderListResponse,
  AdminCancellationResponse,
  AdminCreateVoid,
  AdminVoidListResponse,
} from "../../src/types"
import {
  closeBrowser,
  findChromium,
  NO_CHROMIUM,
  openBrowser,
} from "../browser/support/chromium"
import { Dashboard } from "../browser/support/dashboard"
import type { EmptyDatabase } from "../../scripts/empty-database"
import { documentedCommands } from "./support/documented"
import { entryPointsOf, findingsIn } from "./support/findings"
import { packedOnce } from "./support/packed-once"
import type { StrangeStore } from "./support/strange-store"
import { Workshop } from "./support/workshop"

/** An install from an empty cache and a build of the dashboard take minutes. */
const SETUP_MS = 1_800_000

const BELONGS = [
  /^(package\.json|LICENSE|llms\.txt)$/,
  /^(README|CHANGELOG|SECURITY|SUPPORT|UPGRADING)\.md$/,
  /^docs\/([\w-]+\/)?[\w-]+\.md$/,
  /^docs\/openapi\.json$/,
  /^types\/admin\.d\.[cm]ts$/,
  /^\.medusa\/server\/src\/admin\/index\.m?js$/,
]

/** A file that was compiled from a source file that still exists. */
const isCompiled = (path: string): boolean => {
  const [, name] =
    /^\.medusa\/server\/(src\/.+?)(\.d\.ts|\.js)$/.exec(path) ?? []
  return name !== undefined && existsSync(`${name}.ts`)
}

const NEVER_BELONGS = /__|\.(spec|test)\./

const MEGABYTE = 1_000_000

const plugin = packedOnce()
let workshop: Workshop

beforeAll(() => {
  workshop = new Workshop()
})

afterAll(async () => {
  await workshop.close()
}, SETUP_MS)

const print = (line: string): boolean => process.stdout.write(`${line}\n`)

describe("the tarball", () => {
  it("holds what belongs there, and nothing else", () => {
    expect(
      plugin.paths.filter(
        (path) =>
          NEVER_BELONGS.test(path) ||
          !(isCompiled(path) || BELONGS.some((one) => one.test(path)))
      )
    ).toEqual([])
    expect(plugin.paths).toEqual(
      expect.arrayContaining([
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "UPGRADING.md",
        "SUPPORT.md",
        "SECURITY.md",
        "llms.txt",
        "docs/compatibility.md",
        "docs/openapi.json",
        ".medusa/server/src/admin/index.mjs",
        ".medusa/server/src/scripts/backfill-cancellations.js",
        expect.stringMatching(/modules\/cancellation\/migrations\/Migration/),
      ])
    )
  })

  it("is small", () => {
    print(
      `${plugin.tarball.split("/").at(-1)}: ${kB(plugin.size)} packed, ` +
        `${kB(plugin.unpackedSize)} unpacked, ${plugin.paths.length} files`
    )
    expect(plugin.size).toBeLessThan(MEGABYTE)
    expect(plugin.unpackedSize).toBeLessThan(4 * MEGABYTE)
  })

  it("tells nothing about the machine that it was built on", () => {
    const builtIn = dirname(plugin.tarball)
    const telling = [process.cwd(), builtIn, "node_modules/"]
    const found = plugin.paths
      .filter((path) => path.startsWith(".medusa"))
      .filter((path) => {
        const text = plugin.read(path)
        return telling.some((words) => text.includes(words))
      })
    expect(found).toEqual([])
  })

  it("has types for all that can be imported, and nothing that publint or are-the-types-wrong find", async () => {
    expect(entryPointsOf(plugin)).toEqual(
      expect.arrayContaining([
        "./provider-kit",
        "./workflows",
        "./types",
        "./client",
        "./options",
        "./admin",
        "./modules/cancellation",
        "./providers/climes",
        "./providers/fungies",
        "./providers/aplazame",
        "./providers/akinon",
        "./providers/webhook",
      ])
    )
    expect(await findingsIn(plugin)).toEqual([])
  }, 600_000)

  it("brings no second Medusa, and each dependency is explained", () => {
    const explained = readFileSync("docs/dependencies.md", "utf8")
    const dependencies = Object.entries(plugin.manifest.dependencies)
    expect(
      dependencies.filter(
        ([name, range]) =>
          !/^\^[1-9]\d*\./.test(range) ||
          !explained.includes(`| \`${name}\` |`) ||
          /^(@medusajs|@mikro-orm)\/|^(awilix|zod)$/.test(name)
      )
    ).toEqual([])
  })
})

describe("in a strange store", () => {
  let store: StrangeStore
  let database: EmptyDatabase
  let world: World
  let sdk: Medusa
  /** All that should have happened at the providers so far. */
  const expected: Expected[] = []

  const listCancellations = (
    query: AdminCancellationListParams
  ): Promise<AdminCancellationListResponse> =>
    sdk.client.fetch<AdminCancellationListResponse>("/admin/cancellations", {
      query: { ...query },
    })

  const providerOrderAtClimes = async (orderId: string): Promise<string> => {
    const { voids } = await sdk.client.fetch<AdminVoidListResponse>(
      `/admin/orders/${orderId}/voids`
    )
    const found = voids.find(({ provider_id }) => provider_id === "climes")
    return found?.provider_order_id ?? ""
  }

  const voidPart = async (
    orderId: string,
    body: AdminCreateVoid,
    key: string
  ): Promise<AdminCancellation> => {
    const { cancellation } = await sdk.client.fetch<AdminCancellationResponse>(
      `/admin/orders/${orderId}/voids`,
      { method: "POST", body, headers: { "idempotency-key": key } }
    )
    return cancellation
  }

  beforeAll(async () => {
    ;({ store, database, world } = await workshop.openStore(
      plugin,
      process.env.DATABASE_URL ?? ""
    ))
    sdk = new Medusa({
      baseUrl: store.url,
      auth: { type: "jwt", jwtTokenStorageMethod: "memory" },
    })
    await sdk.auth.login("user", "emailpass", { ...ADMIN })
    print(workshop.inWords())
  }, SETUP_MS)

  describe("when an order is cancelled", () => {
    it("tells each provider once, and lists that it did", async () => {
      const story = await everywhere(world)

      await sdk.admin.order.cancel(story.order.id)

      await settled(world, story)
      expected.push(...expectedOfCancels(story))
      expect(differences(world.sandbox, expected)).toEqual([])
      const { cancellations, count } = await listCancellations({
        order_id: story.order.id,
      })
      expect(count).toBe(5)
      expect(
        cancellations.map(({ provider_id }) => provider_id).sort()
      ).toEqual(["akinon", "aplazame", "climes", "erp", "fungies"])
      for (const cancellation of cancellations) {
        expect(cancellation).toMatchObject({
          status: "succeeded",
          kind: "cancel",
          source: "order_canceled",
          captured_by: "event",
          attempt_count: 1,
        })
      }
      // The store has its own subscriber, which fails.
      expect(store.log()).toContain("the store's own subscriber failed")
    }, 120_000)

    it("finds what the order's metadata says", async () => {
      const story = await withClimes(world)
      await sdk.admin.order.cancel(story.order.id)
      expect(unsuccessful(await settled(world, story))).toEqual([])
      expected.push(...expectedOfCancels(story))
      expect(differences(world.sandbox, expected)).toEqual([])
    }, 120_000)
  })

  describe("when a part is voided", () => {
    let story: OrderEverywhere

    beforeEach(async () => {
      story = await everywhere(world)
    })

    it("tells the provider once for one key, however often it is asked", async () => {
      const [climes] = story.counterparts
      const provider_order_id = await providerOrderAtClimes(story.order.id)

      const [first, second] = await Promise.all(
        [1, 2].map(() =>
          voidPart(
            story.order.id,
            { provider_order_id, amount: 15, note: "Scratched" },
            "return-77"
          )
        )
      )

      expect(first?.id).toBe(second?.id)
      await settledCancellations(world.admin, story.order.id, 1)
      const { cancellations } = await listCancellations({
        order_id: story.order.id,
      })
      expect(cancellations).toMatchObject([
        {
          id: first?.id,
          kind: "void",
          amount: 15,
          source: "admin",
          idempotency_key: "return-77",
          status: "succeeded",
        },
      ])
      expected.push({
        ...climes,
        effect: { kind: "void", amount: 15 },
        requests: 1,
      })
      expect(differences(world.sandbox, expected)).toEqual([])
    }, 120_000)

    it("says in words what can't be, and sends nothing", async () => {
      const provider_order_id = await providerOrderAtClimes(story.order.id)
      await expect(
        voidPart(story.order.id, { provider_order_id, amount: 1_000 }, "1")
      ).rejects.toMatchObject({
        status: 400,
        message: 'Only 40 climes remain to be voided at "climes".',
      })
      expect(differences(world.sandbox, expected)).toEqual([])
    }, 120_000)
  })

  it("has the provider that the store has written itself", async () => {
    const { cancellation_providers } =
      await sdk.client.fetch<AdminCancellationProviderListResponse>(
        "/admin/cancellation-providers"
      )
    expect(cancellation_providers).toEqual(
      expect.arrayContaining(
        ["climes", "fungies", "aplazame", "akinon", "acme"].map((id) =>
          expect.objectContaining({
            id,
            identifier: id,
            is_configured: true,
            is_paused: false,
          })
        )
      )
    )
  })

  it("lets nobody in without a login, and runs the store's own middleware too", async () => {
    const stranger = new Medusa({
      baseUrl: store.url,
      auth: { type: "jwt", jwtTokenStorageMethod: "memory" },
    })
    const refusal: unknown = await stranger.client
      .fetch("/admin/cancellations")
      .catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(FetchError)
    expect(refusal).toMatchObject({ status: 401 })
    const { headers } = await sdk.client.fetch<Response>(
      "/admin/cancellations",
      // With this header the client returns the answer unparsed.
      { headers: { accept: "text/plain" } }
    )
    expect(headers.get("x-strange-store")).toBe("1")
  })

  describe("the documented backfill", () => {
    const [fromScript, dryRun] = documentedCommands("docs/operators.md").filter(
      ([command]) => command === "exec"
    ) as [string[], string[]]

    it("is what the package brings", () => {
      expect(fromScript).toEqual(["exec", "./src/scripts/backfill.ts"])
      expect(dryRun).toEqual([
        "exec",
        expect.stringMatching(/^node_modules\/medusa-plugin-cancellation\//),
        "from=2026-01-01",
        "provider=climes",
      ])
    })

    it("tells of orders from before, and captures them when it is told to", async () => {
      const { order, counterparts } = await withClimes(world)
      const atClimes = counterparts.slice(0, 1)
      // It is recorded once the order was opened.
      await world.admin.voidsOf(order.id)
      // It was cancelled before the plugin existed: no event, no start time.
      await database.query(
        `UPDATE "order" SET status = 'canceled', canceled_at = '2026-01-15'
         WHERE id = $1`,
        [order.id]
      )

      const table = await store.medusa(...fromScript)
      expect(table).toContain(order.id)
      expect(table).toContain("1 cancelled orders read")

      const told = await store.medusa(...dryRun)
      expect(told).toContain(order.id)
      expect(told).toContain(atClimes[0]?.external_id)
      expect(told).toContain("1 cancellation would be captured")
      expect(await world.admin.cancellationsOf(order.id)).toEqual([])

      const captured = await store.medusa(...dryRun, "apply")
      expect(captured).toContain("1 cancellation captured")
      expect(
        await settledCancellations(world.admin, order.id, 1)
      ).toMatchObject([{ provider_id: "climes", status: "succeeded" }])
      expected.push(...expectedOfCancels({ order, counterparts: atClimes }))
      expect(differences(world.sandbox, expected)).toEqual([])
    }, 240_000)
  })

  describe("the dashboard", () => {
    it("has the plugin's widget, pages and words built in", () => {
      const built = store.dashboard()
      for (const words of [
        "order.details.side.after",
        "provider-orders",
        "/cancellations/providers",
        "No outside system holds a piece of this order.",
        "Anular una parte",
      ]) {
        expect(built).toContain(words)
      }
    })

    const executable = findChromium()
    if (!executable) {
      console.warn(NO_CHROMIUM)
    }
    const inBrowser = executable ? it : it.skip

    inBrowser(
      "shows an order's provider orders on its page",
      async () => {
        const { order } = await everywhere(world)
        let browser: BrowserContext | undefined
        try {
          browser = await openBrowser(executable ?? "", {})
          const dashboard = await Dashboard.logIn(browser, store.url)
          await dashboard.openOrder(order.id)
          await dashboard
            .section("Climes")
            .getByText("40 climes")
            .first()
            .waitFor({ timeout: 60_000 })
          await dashboard.open("/cancellations")
          await dashboard.page
            .getByRole("row")
            .filter({ hasText: "Done" })
            .first()
            .waitFor({ timeout: 60_000 })
        } finally {
          if (browser) {
            await closeBrowser(browser)
          }
        }
      },
      240_000
    )
  })

  it("has written no secret into its log", () => {
    const { climes, fungies, aplazame, akinon, erp } = world.sandbox
    const log = store.log()
    expect(log).toContain("Server is ready")
    for (const secret of [
      climes.credentials.apiKey,
      fungies.credentials.secretKey,
      aplazame.credentials.privateKey,
      akinon.credentials.token,
      erp.credentials.secret,
    ]) {
      expect(secret).not.toBe("")
      expect(log).not.toContain(secret)
    }
  })
})

const kB = (bytes: number): string => `${Math.round(bytes / 1_000)} kB`
