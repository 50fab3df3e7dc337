import { createServer } from "node:http"
import { AddressInfo } from "node:net"
import { setTimeout as pause } from "node:timers/promises"
import { DatabaseClock } from "../../src/modules/cancellation/clock/database-clock"
import {
  Outcome,
  ProviderHttp,
  classifyTransport,
  rejected,
  retry,
  succeeded,
  unknown,
} from "../../src/provider-kit"
import { useLedger } from "../support/ledger"
import { error } from "../support/made-up"
import { Pipeline } from "../support/pipeline"
import { Script, ScriptedProvider } from "../support/scripted-provider"
import { until } from "../support/until"

const proof = { by: "answer" as const, statement: "It is done." }

const exchange = {
  request: { method: "POST" as const, url: "https://a.example/", body: {} },
  result: {
    kind: "response" as const,
    status: 200,
    headers: {
      content_type: null,
      retry_after: null,
      date: null,
      location: null,
    },
    body_state: "complete" as const,
    body: '{"done":true}',
  },
  duration_ms: 3,
}

/** A value that a provider's code without types may return. */
const wrong = (given: unknown): never => given as never

describe("a strategy with a mistake", () => {
  const ledger = useLedger()

  const cancelled = async (
    pipeline: Pipeline,
    providerId = "scripted",
    order_id = "order_1"
  ): Promise<string> => {
    await pipeline.register(providerId, `ext_${order_id}`, {
      order_id,
      total: "100",
    })
    const [id] = (await pipeline.cancelOrder(order_id)) as [string]
    return id
  }

  const complaintsIn = (pipeline: Pipeline): string[] =>
    pipeline.logger.lines
      .map(({ text }) => text)
      .filter((text) => text.includes("mistake in its strategy"))

  const answered = async (
    outcome: Outcome,
    script: Script = {}
  ): Promise<{ pipeline: Pipeline; id: string }> => {
    const [pipeline] = ledger.startWith({
      ...script,
      onSend: () => Promise.resolve(outcome),
    })
    const id = await cancelled(pipeline)
    await pipeline.drain()
    return { pipeline, id }
  }

  it.each([
    ["a number as its reference", { reference: wrong(4711) }, "4711"],
    ["an object as its reference", { reference: wrong({ id: 1 }) }, null],
    ["exchanges that are a text", { exchanges: wrong("oops") }, null],
    ["exchanges that hold nothing", { exchanges: [wrong(null)] }, null],
    ["a remainder that is a list", { remaining: wrong(["5"]) }, null],
    ["a remainder without an end", { remaining: "9".repeat(200_000) }, null],
    ["no proof", { proof: wrong(undefined) }, null],
    ["a proof that says nothing", { proof: wrong({ by: "me" }) }, null],
  ])("doesn't lose a success that has %s", async (_, fields, reference) => {
    const { pipeline, id } = await answered(succeeded({ proof, ...fields }))

    expect(await pipeline.row(id)).toMatchObject({
      status: "succeeded",
      provider_reference: reference,
    })
    expect(await pipeline.attempts(id)).toMatchObject([
      { outcome: "succeeded" },
    ])
  })

  it.each([
    ["a type that isn't one", { type: "banana" }],
    ["nothing", undefined],
    ["a text", "done"],
    [
      "an object that throws",
      Object.defineProperty({}, "type", {
        get: () => {
          throw new Error("a getter's bug")
        },
      }),
    ],
  ])("leaves unknown what it answers with %s", async (_, given) => {
    const { pipeline, id } = await answered(wrong(given))

    expect(await pipeline.row(id)).toMatchObject({
      status: "needs_review",
      last_error: { code: "outcome_unknown", cause: "provider_error" },
    })
  })

  it.each([NaN, Infinity, -Infinity, -1, "soon", {}])(
    "is asked again in time, though it says to wait for %p",
    async (retry_after_ms) => {
      const { pipeline, id } = await answered(
        retry(error, { retry_after_ms: wrong(retry_after_ms) })
      )

      const { status, next_attempt_at } = await pipeline.row(id)
      expect(status).toBe("pending")
      expect(Number(next_attempt_at) - Number(await ledger.clock.now())).toBe(
        1_000
      )
    }
  )

  it.each([
    ["rejected", wrong({ type: "rejected", error: null })],
    ["pending", wrong({ type: "retry" })],
    ["rejected", wrong({ type: "rejected", error: { message: "no" } })],
  ])("is %s as it says, without saying why", async (status, outcome) => {
    const { pipeline, id } = await answered(outcome)

    expect(await pipeline.row(id)).toMatchObject({
      status,
      last_error: { code: "provider_error" },
    })
  })

  it("can't fill the ledger with what a provider says", async () => {
    const huge = "A".repeat(1_000_000)
    const { pipeline, id } = await answered(
      rejected({
        code: huge,
        message: huge,
        provider_code: huge,
        provider_message: huge,
      })
    )

    const { last_error } = await pipeline.row(id)
    expect(JSON.stringify(last_error).length).toBeLessThan(5_000)
    expect(last_error?.code).toMatch(/^A+…$/)
  })

  it("can't fill it with what it throws", async () => {
    const [pipeline] = ledger.startWith({
      onSend: () => Promise.reject(new Error("A".repeat(1_000_000))),
    })
    const id = await cancelled(pipeline)
    await pipeline.drain()

    const { last_error } = await pipeline.row(id)
    expect(JSON.stringify(last_error).length).toBeLessThan(5_000)
  })

  it("is named in one line for each mistake, however often", async () => {
    const [pipeline] = ledger.startWith({
      onSend: () => Promise.resolve(succeeded({ proof: wrong(null) })),
    })
    for (let n = 0; n < 5; n++) {
      await cancelled(pipeline, "scripted", `order_${n}`)
    }
    await pipeline.drain()

    expect(complaintsIn(pipeline)).toEqual([
      'medusa-plugin-cancellation: provider "scripted" has a mistake in its strategy: a success of its comes without a proof: whose word it is, and what it said.',
    ])
  })

  it.each([
    ["nothing", undefined],
    ["another type", { type: "go" }],
    ["a baseline that is no JSON", { type: "proceed", baseline: 1n }],
  ])("sends nothing where it prepares %s", async (_, given) => {
    const [pipeline, provider] = ledger.startWith({
      onPrepare: () => Promise.resolve(wrong(given)),
    })
    const id = await cancelled(pipeline)
    await pipeline.drain()

    expect(provider.sent).toEqual([])
    expect(await pipeline.row(id)).toMatchObject({
      status: "pending",
      last_error: { code: "provider_error" },
    })
  })

  it.each([
    ["an entry without an amount", [{ id: "v1" }]],
    ["an entry that is nothing", [null]],
    ["no list", "none"],
  ])("reads nothing from a record whose voids are %s", async (_, voids) => {
    const [pipeline, provider] = ledger.startWith({
      void: { readable: true },
      onSend: () => Promise.resolve(unknown(error)),
      onRead: () =>
        Promise.resolve(
          wrong({ type: "found", record: { state: "open", voids } })
        ),
      onFindEffect: () => ({ type: "absent" }),
    })
    const lane = await pipeline.register("scripted", "ext_1", { total: "100" })
    const id = await pipeline.void(lane, { amount: "10" })
    for (let minutes = 0; minutes < 10; minutes++) {
      await pipeline.drain()
      ledger.clock.advance(60_000)
    }

    expect(provider.sent).toHaveLength(1)
    expect(await pipeline.row(id)).toMatchObject({
      status: "pending",
      purpose: "read_back",
      last_error: { code: "provider_error" },
    })
  })

  it.each([
    ["throws", () => wrong(JSON.parse("no token yet"))],
    ["gives undefined", () => wrong(undefined)],
    ["gives a list of undefined", () => [wrong(undefined)]],
    ["gives an empty text", () => [""]],
  ])("stops no other provider: its secrets() %s", async (_, secrets) => {
    const sick = new ScriptedProvider()
    const good = new ScriptedProvider({
      onSend: () =>
        Promise.resolve(
          succeeded({ proof, exchanges: [exchange], reference: "a secret" })
        ),
    })
    good.secrets = () => ["a secret"]
    const pipeline = ledger.start({ good, sick })
    sick.secrets = secrets
    const ids = []
    for (const order of ["o1", "o2", "o3"]) {
      ids.push(await cancelled(pipeline, "good", order))
    }
    await pipeline.drain()

    for (const id of ids) {
      expect(await pipeline.row(id)).toMatchObject({
        status: "succeeded",
        provider_reference: "***",
      })
      expect(await pipeline.attempts(id)).toMatchObject([
        { response: { body: { done: true } } },
      ])
    }
    expect(complaintsIn(pipeline)).toEqual([
      expect.stringMatching(/provider "sick".*secrets\(\)/),
    ])
  })

  it("keeps masking what was a secret before its secrets() threw", async () => {
    let isSick = false
    const [pipeline, provider] = ledger.startWith({
      onSend: () => {
        isSick = true
        return Promise.resolve(rejected({ ...error, message: "sk_live_1" }))
      },
    })
    provider.secrets = () => {
      if (isSick) {
        throw new Error("no token any more")
      }
      return ["sk_live_1"]
    }
    const id = await cancelled(pipeline)
    await pipeline.drain()

    expect(await pipeline.row(id)).toMatchObject({
      last_error: { message: "***" },
    })
  })

  it("doesn't lose what was learnt where it can't redact or show it", async () => {
    const provider = new ScriptedProvider({
      onSend: () =>
        Promise.resolve(succeeded({ proof, exchanges: [exchange] })),
    })
    provider.redact = () => {
      throw new Error("a bug in redact")
    }
    provider.preview = () => {
      throw new Error("a bug in preview")
    }
    const pipeline = ledger.start(provider)
    const id = await cancelled(pipeline)
    await pipeline.drain()

    expect(await pipeline.statusOf(id)).toBe("succeeded")
  })

  it("refuses what it can't check, in words, and writes nothing", async () => {
    const [pipeline] = ledger.startWith({
      void: {},
      onRefuse: () => {
        throw new Error("a bug in refuse")
      },
    })
    const lane = await pipeline.register("scripted", "ext_1", { total: "100" })

    await expect(pipeline.void(lane, { amount: "10" })).rejects.toThrow(
      /could not check this/
    )
  })

  it("doesn't boot with capabilities that make no sense", () => {
    const provider = new ScriptedProvider({ unit: wrong("apples") })

    expect(() => ledger.start(provider)).toThrow(
      /provider "scripted": capabilities.unit has to be one of currency, climes/
    )
  })

  it("declares once what may be repeated", async () => {
    const [pipeline, provider] = ledger.startWith({
      onSend: () => Promise.resolve(unknown(error)),
    })
    const id = await cancelled(pipeline)
    provider.script = {
      ...provider.script,
      cancel: { harmless_to_repeat: true },
    }
    await pipeline.drain()

    expect(await pipeline.statusOf(id)).toBe("needs_review")
  })

  it("holds up the others of its process, and no more, while it blocks it", async () => {
    const [pipeline] = ledger.startWith({
      onSend: () => {
        const until = Date.now() + 1_500
        while (Date.now() < until);
        return Promise.resolve(retry(error))
      },
    })
    const id = await cancelled(pipeline)
    await pipeline.drain()

    expect(await pipeline.statusOf(id)).toBe("pending")
  })

  it("costs the sweep one row only, where that can't be freed", async () => {
    const [dead] = ledger.startWith({
      onPrepare: () => new Promise(() => undefined),
    })
    const ids = [
      await cancelled(dead, "scripted", "o1"),
      await cancelled(dead, "scripted", "o2"),
    ]
    dead.dispatcher.kick()
    for (const id of ids) {
      await until(async () => (await dead.statusOf(id)) === "in_progress")
    }
    // The database refuses to end this attempt.
    await ledger.database.sql.raw(
      `alter table cncl_cancellation add constraint poison
         check (id <> '${ids[0] as string}' or status = 'in_progress')`
    )
    try {
      const [other, provider] = ledger.startWith()
      ledger.clock.advance(32_000)
      await other.dispatcher.sweep()
      await other.dispatcher.idle()

      expect(provider.sent.map((call) => call.cancellation_id)).toEqual([
        ids[1],
      ])
      expect(
        other.logger.lines.filter(({ text }) =>
          text.includes(`freeing the expired lease of ${ids[0] as string}`)
        )
      ).toHaveLength(1)
    } finally {
      await ledger.database.sql.raw(
        "alter table cncl_cancellation drop constraint poison"
      )
    }
  })
})

describe("a strategy that never answers", () => {
  const ledger = useLedger()
  const never = new Promise<never>(() => undefined)

  /** Starts with real time, which the test waits for. */
  const start = (script: Script): [Pipeline, ScriptedProvider] => {
    const provider = new ScriptedProvider(script)
    const pipeline = ledger.start(provider, {
      clock: new DatabaseClock(ledger.database.sql),
      concurrency: 1,
      options: { requestTimeoutMs: 200, leaseMs: 1_200, settleDelayMs: 100 },
    })
    return [pipeline, provider]
  }

  const two = async (pipeline: Pipeline): Promise<[string, string]> => {
    await pipeline.register("scripted", "poison", { order_id: "o1" })
    await pipeline.register("scripted", "innocent", { order_id: "o2" })
    const [poison] = (await pipeline.cancelOrder("o1")) as [string]
    pipeline.dispatcher.kick()
    await until(async () => (await pipeline.statusOf(poison)) === "in_progress")
    const [innocent] = (await pipeline.cancelOrder("o2")) as [string]
    return [poison, innocent]
  }

  const isPoison = (externalId: string): boolean => externalId === "poison"

  const givenUp = (pipeline: Pipeline): string[] =>
    pipeline.logger.lines
      .map(({ text }) => text)
      .filter((text) => text.includes("waited for no longer"))

  it("frees its lease, lane and slot: unknown, where it was sent", async () => {
    const [pipeline] = start({
      onSend: ({ provider_order }) =>
        isPoison(provider_order.external_id)
          ? never
          : Promise.resolve(succeeded({ proof })),
    })
    const [poison, innocent] = await two(pipeline)

    await until(
      async () =>
        (await pipeline.statusOf(innocent)) === "succeeded" &&
        (await pipeline.statusOf(poison)) === "needs_review"
    )

    expect(await pipeline.row(poison)).toMatchObject({
      lease_token: null,
      last_error: { code: "outcome_unknown" },
    })
    expect(givenUp(pipeline)).toEqual([
      expect.stringMatching(`sending cancel ${poison} to "scripted"`),
    ])
  })

  it("is tried again, where nothing was sent", async () => {
    let isStuck = true
    const [pipeline] = start({
      onPrepare: ({ provider_order }) => {
        if (isStuck && isPoison(provider_order.external_id)) {
          isStuck = false
          return never
        }
        return Promise.resolve({ type: "proceed", baseline: null })
      },
    })
    const [poison, innocent] = await two(pipeline)

    await until(async () => (await pipeline.statusOf(innocent)) === "succeeded")

    await until(async () => (await pipeline.statusOf(poison)) === "succeeded")
    expect((await pipeline.attempts(poison))[0]).toMatchObject({
      outcome: "retry",
      send_started_at: null,
      error: { code: "provider_error" },
    })
    expect(givenUp(pipeline)).toHaveLength(1)
  })

  it("is taken at its word when it answers after all, if nothing was sent since", async () => {
    let answer: (outcome: Outcome) => void = () => undefined
    const late = new Promise<Outcome>((resolve) => {
      answer = resolve
    })
    const [pipeline] = start({ onSend: () => late })
    await pipeline.register("scripted", "poison", { order_id: "o1" })
    const [id] = (await pipeline.cancelOrder("o1")) as [string]
    pipeline.dispatcher.kick()
    await until(async () => (await pipeline.statusOf(id)) === "needs_review")

    answer(succeeded({ proof, reference: "r1" }))

    await until(async () => (await pipeline.statusOf(id)) === "succeeded")
    expect(await pipeline.row(id)).toMatchObject({ provider_reference: "r1" })
  })

  /** A provider that counts the calls that reach it. */
  const counting = async (): Promise<{
    arrived: () => number
    call: (http: ProviderHttp) => Promise<Outcome>
    close: () => void
  }> => {
    let calls = 0
    const server = createServer((_request, response) => {
      calls += 1
      response.end("{}")
    })
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve)
    })
    const { port } = server.address() as AddressInfo
    return {
      arrived: () => calls,
      call: async (http) => {
        const exchange = await http.send({
          method: "POST",
          url: `http://127.0.0.1:${port}/`,
          body: {},
        })
        return (
          classifyTransport(exchange, "it") ??
          succeeded({ proof, exchanges: [exchange] })
        )
      },
      close: () => {
        server.close()
      },
    }
  }

  it("begins no call once it is given up: others look for its effect by then", async () => {
    const { arrived, call, close } = await counting()
    let wake: () => void = () => undefined
    const woken = new Promise<void>((resolve) => {
      wake = resolve
    })
    let ended: Outcome | null = null
    const pipeline = ledger.start(
      new ScriptedProvider({
        onSend: async (_, { http }) => {
          await woken
          ended = await call(http)
          return ended
        },
      }),
      {
        clock: new DatabaseClock(ledger.database.sql),
        options: { requestTimeoutMs: 200, leaseMs: 4_000 },
      }
    )
    await pipeline.register("scripted", "poison", { order_id: "o1" })
    const [id] = (await pipeline.cancelOrder("o1")) as [string]
    pipeline.dispatcher.kick()
    await until(async () => (await pipeline.statusOf(id)) === "needs_review")

    wake()
    await until(() => ended !== null)
    close()

    expect(arrived()).toBe(0)
    expect(ended).toMatchObject({ error: { code: "no_time_left" } })
    expect(await pipeline.statusOf(id)).toBe("needs_review")
  })

  it("isn't taken for one while its call waits for its turn at the provider's rate", async () => {
    const { arrived, call, close } = await counting()
    const pipeline = ledger.start(
      new ScriptedProvider({
        onSend: async (_, { http }) => {
          // The second one stands in line behind the first ones of all others.
          await call(http)
          return call(http)
        },
      }),
      {
        clock: new DatabaseClock(ledger.database.sql),
        options: { requestTimeoutMs: 200, leaseMs: 4_000 },
        requestsPerSecond: 1,
      }
    )
    const ids: string[] = []
    for (let n = 0; n < 5; n++) {
      await pipeline.register("scripted", `ext_${n}`, { order_id: `o${n}` })
      ids.push(...(await pipeline.cancelOrder(`o${n}`)))
    }

    await pipeline.drain()
    close()

    for (const id of ids) {
      expect(await pipeline.row(id)).toMatchObject({
        status: "succeeded",
        attempt_count: 1,
      })
    }
    expect(arrived()).toBe(2 * ids.length)
    expect(givenUp(pipeline)).toEqual([])
  })

  it("keeps its record from being shown, and no page from answering", async () => {
    const [pipeline] = start({
      cancel: { readable: true },
      onRead: () => never,
      onSend: () => Promise.resolve(unknown(error)),
    })
    await pipeline.register("scripted", "poison", { order_id: "o1" })
    const [id] = (await pipeline.cancelOrder("o1")) as [string]
    for (let tries = 0; tries < 40; tries++) {
      pipeline.dispatcher.kick()
      await pause(100)
      if (givenUp(pipeline).length) {
        break
      }
    }

    await until(async () => (await pipeline.row(id)).lease_token === null)
    expect(await pipeline.row(id)).toMatchObject({
      status: "pending",
      purpose: "read_back",
      last_error: { code: "provider_error" },
    })
  })
})
