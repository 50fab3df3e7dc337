import { inspect } from "node:util"
import { logger } from "@medusajs/framework/logger"
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from "@medusajs/framework/opentelemetry/sdk-trace-node"
import { type Fault } from "../../sandbox"
import { type Cancellation, withStore } from "./support/store"

// The suite makes about fifty cancellations, one after another.
jest.setTimeout(600_000)

const IBAN = "ES9121000418450200051332"
const HOLDER = "Maria Holder-Nobody-Else-Has"

const PROVIDERS = ["climes", "fungies", "aplazame", "akinon"] as const

const written: string[] = []

const note = (...args: unknown[]): void => {
  written.push(
    args
      .map((arg) =>
        typeof arg === "string" ? arg : inspect(arg, { depth: 9 })
      )
      .join(" ")
  )
}

const LEVELS = [
  "panic",
  "activity",
  "progress",
  "error",
  "failure",
  "success",
  "silly",
  "debug",
  "verbose",
  "http",
  "info",
  "warn",
  "log",
] as const

/**
 * Collects everything that is logged, including what no transport prints. It
 * spies on the logger and not on the console, because winston takes the
 * console's functions before a spec can replace them.
 */
const listen = (): void => {
  const methods = logger as unknown as Record<
    (typeof LEVELS)[number],
    (...args: unknown[]) => unknown
  >
  for (const level of LEVELS) {
    const write = methods[level].bind(logger)
    jest.spyOn(methods, level).mockImplementation((...args) => {
      note(...args)
      return write(...args)
    })
  }
  for (const level of ["log", "info", "warn", "error", "debug"] as const) {
    const write = console[level].bind(console)
    jest.spyOn(console, level).mockImplementation((...args: unknown[]) => {
      note(...args)
      write(...args)
    })
  }
}

const exporter = new InMemorySpanExporter()
const tracing = new NodeTracerProvider({
  spanProcessors: [new SimpleSpanProcessor(exporter)],
})

const spans = (): string =>
  exporter
    .getFinishedSpans()
    .map(({ name, attributes, events, links, status }) =>
      JSON.stringify({ name, attributes, events, links, status })
    )
    .join("\n")

// It listens before the store boots, because that logs options too.
beforeAll(() => {
  process.env.AKINON_USERNAME = "sandbox"
  process.env.AKINON_PASSWORD = "akinon-sandbox-password"
  listen()
  tracing.register()
})

afterAll(async () => {
  await tracing.shutdown()
  delete process.env.AKINON_USERNAME
  delete process.env.AKINON_PASSWORD
  jest.restoreAllMocks()
})

/** The first few places of a text, with what is around them. */
const tracesOf = (text: string, everything: string): string[] =>
  everything
    .split(text)
    .slice(1, 5)
    .map((after, index) => {
      const before = everything.split(text)[index] ?? ""
      return `${before.slice(-150)}[here]${after.slice(0, 60)}`
    })

/** Answers of a provider that repeats what it was sent, and of a broken one. */
const faultsWith = (secrets: readonly string[]): Fault[] => {
  const said = `You sent ${secrets.join(" and ")}, and that is wrong.`
  const body = {
    message: said,
    detail: said,
    error: { type: secrets[0], code: secrets[0], message: said },
    non_field_errors: said,
    errors: secrets.map((secret) => ({ [secret]: [{ said }] })),
  }
  /** Evidence is cut in the middle of each secret. */
  const long = secrets.map((secret) => "x".repeat(4_090) + secret).join(" ")
  const headers = { "x-request-id": secrets[0] ?? "", location: said }
  return [
    ...[200, 202, 400, 404, 409, 422, 429, 500, 503].map((status): Fault => ({
      type: "respond",
      status,
      body,
      headers,
    })),
    { type: "respond", status: 400, body: { message: long, more: long } },
    { type: "respond", status: 500, body: `<p>${said}</p>${long}` },
    { type: "respond", status: 200, body: said },
    { type: "redirect", location: `http://127.0.0.1:1/?key=${secrets[0]}` },
    { type: "throttle", retryAfter: said },
    { type: "malformed" },
    { type: "huge", bytes: 3_000_000 },
    { type: "wrong_type", shape: "array" },
    { type: "wrong_type", shape: "swapped" },
    { type: "drop_before_effect" },
    { type: "drop_after_effect" },
    { type: "respond", status: 401, body },
    { type: "respond", status: 403, body },
  ]
}

withStore((store) => {
  const run = async <T>(statement: string): Promise<T[]> => {
    const { rows } = await store.container
      .resolve("__pg_connection__")
      .raw<{ rows: T[] }>(statement)
    return rows
  }

  /** Everything that the store has written, in any table. */
  const dump = async (): Promise<string> => {
    const tables = await run<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'"
    )
    const texts: string[] = []
    for (const { name } of tables) {
      const rows = await run<{ text: string | null }>(
        `select json_agg(t)::text as text from "${name}" t`
      )
      texts.push(`${name}: ${rows[0]?.text ?? ""}`)
    }
    return texts.join("\n")
  }

  const configured = (): string[] => [
    store.sandbox.climes.credentials.apiKey,
    store.sandbox.fungies.credentials.publicKey,
    store.sandbox.fungies.credentials.secretKey,
    store.sandbox.aplazame.credentials.privateKey,
    store.sandbox.akinon.credentials.password,
  ]

  /** The tokens that Akinon issued, as they were sent back to it. */
  const issued = (): string[] => [
    ...new Set(
      store.sandbox.akinon.journal
        .map(({ headers }) => headers.authorization ?? "")
        .filter((header) => header.startsWith("Token "))
        .map((header) => header.slice("Token ".length))
    ),
  ]

  const answers: string[] = []

  beforeEach(() => {
    answers.length = 0
  })

  const get = async <T>(path: string): Promise<T> => {
    const { data } = await store.admin.get<T>(path)
    answers.push(JSON.stringify(data))
    return data
  }

  const post = async (path: string, body: unknown): Promise<void> => {
    const { data } = await store.admin.post(path, body)
    answers.push(JSON.stringify(data))
  }

  let count = 0

  /** Cancels an order at all four providers while they misbehave. */
  const cancelOne = async (): Promise<void> => {
    count += 1
    const { sandbox } = store
    sandbox.climes.orders.create({ partner_order_id: `c-${count}`, climes: 60 })
    sandbox.fungies.orders.create({ number: `#${count}` })
    sandbox.aplazame.orders.create({
      mid: `a-${count}`,
      total_amount: 10_000,
      environment: "sandbox",
    })
    const { pk } = sandbox.akinon.orders.create({ items: [count * 10] })
    const order = await store.createOrder({
      metadata: {
        climes_order_id: `c-${count}`,
        fungies_order_id: `#${count}`,
        aplazame_order_id: `a-${count}`,
        akinon_order_id: pk,
      },
    })
    await store.orders.cancel(order.id)
    await store.emit("order.canceled", { id: order.id })
    await store.settled()
  }

  /** Asks every route while the providers misbehave. */
  const look = async (): Promise<void> => {
    await get("/admin/cancellation-providers")
    const { cancellations } = await get<{ cancellations: Cancellation[] }>(
      "/admin/cancellations?limit=4"
    )
    for (const { id } of cancellations) {
      await get(`/admin/cancellations/${id}`)
    }
    await get(`/admin/orders/${String(cancellations[0]?.order_id)}/voids`)
  }

  /** Closes the circuits, so that the next fault is seen too. */
  const recover = async (): Promise<void> => {
    for (const provider of PROVIDERS) {
      store.sandbox[provider].faults.clear()
    }
    // In the order in which everybody locks them: what settled last may still
    // be about to write one.
    await run(`
      with all_of_them as materialized (
        select id from cncl_provider_state order by id for update
      )
      update cncl_provider_state state
      set paused_by = null, pause_reason = null, paused_at = null,
        probe_at = null, circuit_state = 'closed', circuit_until = null
      from all_of_them
      where state.id = all_of_them.id`)
  }

  it("no key, password, token, IBAN or name is to be found anywhere after a run full of faults", async () => {
    await cancelOne()
    const secrets = [...configured(), ...issued()]
    expect(issued()).toHaveLength(1)
    expect(secrets.every((secret) => secret.length > 10)).toBe(true)

    for (const fault of faultsWith(secrets)) {
      for (const methods of [["GET"], ["DELETE", "PATCH", "POST"]]) {
        for (const provider of PROVIDERS) {
          for (const method of methods) {
            store.sandbox[provider].faults.always(fault, { method })
          }
        }
        await cancelOne()
        await look()
        await recover()
      }
    }
    expect(count).toBeGreaterThan(40)

    await store.ledger.sweep()
    await store.settled()
    await get("/admin/cancellations?limit=200")
    const everything = [...answers, ...written, spans(), await dump()].join(
      "\n"
    )

    // The search covers what it is meant to cover.
    for (const text of [
      "cncl_attempt: [",
      "You sent *** and ***",
      "medusa-plugin-cancellation: cancel cncl_",
      '"cancellation.result":"rejected"',
    ]) {
      expect(tracesOf(text, everything)).not.toEqual([])
    }
    for (const secret of secrets) {
      // The last characters don't count, so that a cut secret is found too.
      expect(tracesOf(secret.slice(0, -3), everything)).toEqual([])
    }
  })

  it("an IBAN and its holder are sent to the provider, and kept nowhere once that has ended", async () => {
    written.length = 0
    const { pk } = store.sandbox.akinon.orders.create({ items: [11, 12] })
    const order = await store.createOrder({ items: [{ quantity: 2 }] })
    const line = order.items?.[0]?.id
    const { data } = await store.admin.post<{ provider_order: { id: string } }>(
      `/admin/orders/${order.id}/provider-orders`,
      {
        provider_id: "akinon",
        external_id: pk,
        items: [{ line_item_id: line, external_item_ids: [11, 12] }],
      }
    )
    const body = {
      provider_order_id: data.provider_order.id,
      items: [{ id: line, quantity: 1 }],
      details: { ibans: { 11: IBAN }, holder_names: { 11: HOLDER } },
    }
    const voids = `/admin/orders/${order.id}/voids`

    await post(`${voids}/preview`, body)
    // Each mistake has an IBAN where somebody may have typed it.
    for (const change of [
      { details: IBAN },
      { details: { iban: IBAN } },
      { details: { ibans: IBAN, holder_names: HOLDER } },
      { details: { ibans: { [IBAN]: IBAN } } },
      { reason: [IBAN] },
      { items: [IBAN] },
      { [IBAN]: HOLDER },
      { provider_order_id: { IBAN } },
    ]) {
      await post(voids, { ...body, ...change })
    }
    store.sandbox.akinon.faults.next(
      {
        type: "respond",
        status: 400,
        body: {
          message: `The IBAN ${IBAN} of ${HOLDER} is not a valid one.`,
          ibans: IBAN,
          holder_name: HOLDER,
        },
      },
      { method: "POST", path: /cancel/ }
    )
    await post(voids, body)
    await post(voids, body)
    await store.settled()
    await get("/admin/cancellations")
    await get(voids)

    const sent = JSON.stringify(store.sandbox.akinon.journal)
    expect(sent).toContain(IBAN)
    const everything = [...answers, ...written, spans(), await dump()].join(
      "\n"
    )
    expect(
      tracesOf("medusa-plugin-cancellation: void", everything)
    ).not.toEqual([])
    for (const secret of [IBAN, HOLDER]) {
      expect(tracesOf(secret, everything)).toEqual([])
    }
  })
})
