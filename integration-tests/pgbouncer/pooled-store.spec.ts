import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { Cleanup } from "../../demo/cleanup"
import { PROVIDERS, type Sandbox, startSandbox } from "../../sandbox"
import { accessTo, environmentOf } from "../../sandbox/access"
import {
  createEmptyDatabase,
  type EmptyDatabase,
} from "../../scripts/empty-database"
import { LOOPBACK, freePort } from "../../scripts/free-port"
import { describeWith } from "../support/describe-with"
import { AdminApi } from "../redis/support/admin-api"
import { MedusaProcess } from "../redis/support/medusa-process"
import { CLIMES, Orders } from "../redis/support/orders"
import { createStoreFolder } from "../redis/support/store-folder"
import { pgBouncerIsMissing, startPgBouncer } from "./support/pgbouncer"

const SECRET = "a secret of this test"
const ORDERS = 5
const SETTLES_WITHIN_MS = 60_000

const describeIfThere = describeWith(pgBouncerIsMissing(), "pgbouncer")

jest.setTimeout(400_000)

describeIfThere("a store behind PgBouncer, with one connection", () => {
  const cleanup = new Cleanup()
  let database: EmptyDatabase
  let sandbox: Sandbox
  let admin: AdminApi
  let orders: Orders

  beforeAll(async () => {
    const server = process.env.DATABASE_URL ?? ""
    database = await createEmptyDatabase(server, "cancellation_pgbouncer")
    cleanup.add(database.drop)
    const bouncer = await startPgBouncer(server)
    cleanup.add(bouncer.stop)
    sandbox = await startSandbox()
    cleanup.add(sandbox.stop)
    const folder = createStoreFolder(
      join(__dirname, "support/medusa-config.ts")
    )
    cleanup.add(async () => folder.remove())
    const logs = mkdtempSync(join(tmpdir(), "cancellation-pgbouncer-logs-"))
    cleanup.add(async () => rmSync(logs, { recursive: true, force: true }))

    const run = (args: string[], connections: number): MedusaProcess => {
      const medusa = new MedusaProcess(args, {
        folder: folder.path,
        log: join(logs, `${args[0]}.log`),
        env: {
          NODE_ENV: "production",
          DATABASE_URL: bouncer.through(database.url),
          CONNECTIONS: String(connections),
          JWT_SECRET: SECRET,
          COOKIE_SECRET: SECRET,
          ...environmentOf(accessTo(sandbox)),
        },
      })
      cleanup.add(() => medusa.kill())
      return medusa
    }

    // Medusa's own migrations hold one connection while they ask for another.
    await run(["db:migrate", "--execute-safe-links"], 2).completed()
    const port = await freePort()
    const url = `http://${LOOPBACK}:${port}`
    await run(
      ["start", "--host", LOOPBACK, "--port", String(port)],
      1
    ).answersAt(url)
    admin = new AdminApi(url, SECRET)
    orders = new Orders(admin, sandbox)
  })

  afterAll(() => cleanup.run())

  /** Waits until as many cancellations have ended, and says how. */
  const endsOf = async (ids: string[], count: number): Promise<string[]> => {
    const deadline = performance.now() + SETTLES_WITHIN_MS
    for (;;) {
      const rows = (await database.query(
        `select kind || ' ' || status as ended from cncl_cancellation
         where order_id = any($1)`,
        [ids]
      )) as { ended: string }[]
      const ends = rows.map(({ ended }) => ended).sort()
      const isOver =
        ends.length === count && !ends.some((end) => /pending|in_pro/.test(end))
      if (isOver || performance.now() > deadline) {
        return ends
      }
      await pause(250)
    }
  }

  it("tells each provider of each order once, however many are cancelled at once", async () => {
    const some = await orders.enter(ORDERS)

    await Promise.all(
      some.map(({ id }) => admin.post(`/admin/orders/${id}/cancel`))
    )

    const count = ORDERS * PROVIDERS.length
    expect(
      await endsOf(
        some.map(({ id }) => id),
        count
      )
    ).toEqual(Array(count).fill("cancel succeeded"))
    for (const provider of PROVIDERS) {
      const own = some.map(({ counterparts }) => counterparts[provider])
      const effects = sandbox[provider].effects.map(({ order_id }) => order_id)
      expect({ provider, effects: [...effects].sort() }).toEqual({
        provider,
        effects: own.sort(),
      })
    }
  })

  it("voids no more than there is, for requests at once", async () => {
    const [order] = await orders.enter(1)
    const path = `/admin/orders/${order?.id ?? ""}/voids`
    const { voids } = await admin.get<{
      voids: { provider_id: string; provider_order_id: string }[]
    }>(path)
    const climes = voids.find(({ provider_id }) => provider_id === "climes")

    const answers = await Promise.allSettled(
      [1, 2, 3, 4].map(() =>
        admin.post(path, {
          provider_order_id: climes?.provider_order_id,
          amount: 20,
        })
      )
    )

    const refusals = answers.flatMap((answer) =>
      answer.status === "rejected" ? [String(answer.reason)] : []
    )
    expect(refusals).toEqual(
      Array(2).fill(
        expect.stringContaining(`Only ${CLIMES - 40} climes remain`) as string
      )
    )
    expect(await endsOf([order?.id ?? ""], 2)).toEqual(
      Array(2).fill("void succeeded")
    )
  })
})
