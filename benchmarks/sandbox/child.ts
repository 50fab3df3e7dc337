/**
 * The sandbox in its own process: in the worker's process, its work would count
 * as the worker's. `sandbox/process.ts` starts it.
 */
import { startSandbox, type Sandbox } from "../../sandbox"
import { accessTo } from "../../sandbox/access"
import { machineNow } from "../clock"
import { externalId, externalIds } from "../external-id"
import type {
  BacklogProvider,
  BacklogRange,
  Behaviour,
  Deliveries,
  RequestName,
  SandboxAnswer,
  SandboxAsk,
  SandboxRequests,
  StoreProvider,
} from "./protocol"

type Handlers = {
  [Name in RequestName]: (
    input: SandboxRequests[Name]["input"]
  ) => SandboxRequests[Name]["output"]
}

const orderIdIn = (path: string): string | undefined =>
  /\/orders\/([0-9a-f-]{36})/.exec(path)?.[1]

const countsOf = (ids: string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const id of ids) {
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

/** The requests that one order of a backlog takes. */
const REQUESTS: Record<BacklogProvider, number> = { fungies: 1, aplazame: 2 }

const TOTAL_CENTS = 10_000

const handlersOf = (sandbox: Sandbox): Handlers => ({
  reset: () => {
    sandbox.reset()
    return null
  },
  create: ({ from, count, provider }: BacklogRange) => {
    for (const id of externalIds(from, count)) {
      if (provider === "fungies") {
        sandbox.fungies.orders.create({ id })
      } else {
        sandbox.aplazame.orders.create({ mid: id, total_amount: TOTAL_CENTS })
      }
    }
    return null
  },
  behave: ({ latencyMs, hangsFrom }: Behaviour) => {
    const all = [sandbox.fungies.faults, sandbox.aplazame.faults]
    all.forEach((faults) => faults.clear())
    if (hangsFrom !== undefined) {
      sandbox.fungies.faults.always(
        { type: "hang" },
        { path: new RegExp(externalId(hangsFrom).slice(0, -8)) }
      )
    }
    if (latencyMs > 0) {
      all.forEach((faults) => {
        faults.always({ type: "latency", ms: latencyMs })
      })
    }
    return null
  },
  verify: ({ from, count, provider }: BacklogRange): Deliveries => {
    const { effects, journal } = sandbox[provider]
    const cancelled = countsOf(effects.map(({ order_id }) => order_id))
    const asked = countsOf(journal.map(({ path }) => orderIdIn(path) ?? ""))
    const ids = externalIds(from, count)
    return {
      lost: ids.filter((id) => !cancelled.has(id)).length,
      doubled: ids.filter(
        (id) =>
          (cancelled.get(id) ?? 0) > 1 ||
          (asked.get(id) ?? 0) > REQUESTS[provider]
      ).length,
    }
  },
  arrivals: (ids) => {
    const first = new Map<string, number>()
    for (const { path, at } of sandbox.fungies.journal) {
      const id = orderIdIn(path)
      if (id !== undefined && !first.has(id)) {
        first.set(id, at)
      }
    }
    return ids.map((id) => first.get(id) ?? null)
  },
  createAt: ({ provider, key }) => CREATORS[provider](sandbox, key),
  effects: () =>
    sandbox.climes.effects.length +
    sandbox.fungies.effects.length +
    sandbox.aplazame.effects.length +
    sandbox.akinon.effects.length,
})

const CREATORS: Record<
  StoreProvider,
  (sandbox: Sandbox, key: string) => string
> = {
  climes: (sandbox, key) => {
    sandbox.climes.orders.create({ partner_order_id: key, climes: 10 })
    return key
  },
  fungies: (sandbox) => sandbox.fungies.orders.create({}).id,
  aplazame: (sandbox, key) => {
    sandbox.aplazame.orders.create({
      mid: key,
      total_amount: 10_000,
      environment: "sandbox",
    })
    return key
  },
  akinon: (sandbox) => String(sandbox.akinon.orders.create({ items: 1 }).pk),
}

const serve = async (): Promise<void> => {
  const sandbox = await startSandbox({ clock: machineNow })
  const handlers = handlersOf(sandbox)
  process.on("message", ({ id, name, input }: SandboxAsk) => {
    const answer: SandboxAnswer = { id }
    try {
      answer.output = (handlers[name] as (input: unknown) => unknown)(input)
    } catch (error) {
      answer.error = (error as Error).message
    }
    process.send?.(answer)
  })
  // The process that started it has ended.
  process.on("disconnect", () => process.exit())
  process.send?.({ access: accessTo(sandbox) })
}

void serve()
