import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import {
  Outcome,
  accepted,
  alreadyDone,
  rejected,
  retry,
  succeeded,
  unknown,
} from "../../src/provider-kit"
import { HeldCalls } from "../support/held-calls"
import { useLedger } from "../support/ledger"
import { error, found } from "../support/made-up"
import { Pipeline } from "../support/pipeline"
import { Script, ScriptedProvider } from "../support/scripted-provider"
import { until } from "../support/until"
import { VirtualClock } from "../support/virtual-clock"
import { written } from "../support/written"

const proof = { by: "answer" as const, statement: "It is done." }

const ANSWER = {
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

describe("an answer that comes after its lease was taken away", () => {
  const ledger = useLedger()

  /** Everything that a test needs about a call that is cut off in flight. */
  const cutOff = async (
    script: Script = {},
    { kind = "cancel" }: { kind?: "cancel" | "void" } = {}
  ): Promise<{
    id: string
    providerOrderId: string
    holder: Pipeline
    other: Pipeline
    provider: ScriptedProvider
    answer: (outcome: Outcome) => Promise<void>
  }> => {
    const held = new HeldCalls()
    const holder = ledger.start(
      new ScriptedProvider({ ...script, onSend: held.onSend }),
      // The process stands still, so its own time does too.
      { clock: new VirtualClock() }
    )
    const providerOrderId = await holder.register("scripted", "ext_1", {
      total: "100",
    })
    const id =
      kind === "void"
        ? await holder.void(providerOrderId, { amount: "60" })
        : await holder.cancel(providerOrderId)
    holder.dispatcher.kick()
    await held.arrived(id)
    const provider = new ScriptedProvider(script)
    const other = ledger.start(provider)
    ledger.clock.advance(32_000)
    await other.dispatcher.sweep()
    await other.dispatcher.idle()
    return {
      id,
      providerOrderId,
      holder,
      other,
      provider,
      answer: async (outcome) => {
        await held.answer(id, outcome)
        await holder.dispatcher.idle()
      },
    }
  }

  it.each([
    ["succeeded", succeeded({ proof, reference: "r1" }), "succeeded"],
    ["already_done", alreadyDone({ proof }), "succeeded"],
    ["accepted", accepted(), "accepted"],
    ["rejected", rejected(error), "rejected"],
  ] as const)(
    "settles what waits for a person, where it proves: %s",
    async (_, outcome, status) => {
      const { id, other, answer } = await cutOff()
      expect(await other.row(id)).toMatchObject({ status: "needs_review" })

      await answer({ ...outcome, exchanges: [ANSWER] })

      expect(await other.row(id)).toMatchObject({ status, lease_token: null })
      expect(await other.attempts(id)).toMatchObject([
        {
          number: 1,
          outcome: outcome.type,
          response: { body: { done: true } },
        },
      ])
    }
  )

  it.each([
    ["unknown", unknown(error)],
    ["retry", retry(error)],
  ] as const)(
    "changes nothing where it proves nothing: %s",
    async (_, outcome) => {
      const { answer } = await cutOff()
      const before = await written(ledger.database.sql)

      await answer(outcome)

      expect(await written(ledger.database.sql)).toEqual(before)
    }
  )

  it("settles what waits for its record to be read", async () => {
    const { id, other, answer } = await cutOff({ cancel: { readable: true } })
    expect(await other.row(id)).toMatchObject({
      status: "pending",
      purpose: "read_back",
    })

    await answer(succeeded({ proof, reference: "r1" }))

    expect(await other.row(id)).toMatchObject({
      status: "succeeded",
      provider_reference: "r1",
      next_attempt_at: null,
    })
  })

  it("settles what another process is reading back, whose reading changes nothing", async () => {
    let reading: () => void = () => undefined
    const read = new Promise<void>((resolve) => {
      reading = resolve
    })
    let isReading = false
    const { id, other, answer } = await cutOff({
      cancel: { readable: true },
      onRead: async () => {
        isReading = true
        await read
        return found()
      },
      onFindEffect: () => ({ type: "undecidable", reason: "It is unclear." }),
    })
    ledger.clock.advance(15_000)
    other.dispatcher.kick()
    await until(() => isReading)

    await answer(succeeded({ proof }))
    reading()
    await other.dispatcher.idle()

    expect(await other.row(id)).toMatchObject({ status: "succeeded" })
    expect(await other.attempts(id)).toMatchObject([
      { outcome: "succeeded" },
      {
        purpose: "read_back",
        outcome: "unknown",
        error: { code: "overtaken" },
      },
    ])
  })

  it("keeps from being sent what another process has claimed, and not marked yet", async () => {
    let prepare: () => void = () => undefined
    const prepared = new Promise<void>((resolve) => {
      prepare = resolve
    })
    const { id, other, provider, answer } = await cutOff({
      cancel: { harmless_to_repeat: true },
    })
    let isPreparing = false
    provider.script = {
      cancel: { harmless_to_repeat: true },
      onPrepare: async () => {
        isPreparing = true
        await prepared
        return { type: "proceed", baseline: null }
      },
    }
    ledger.clock.advance(4_000)
    other.dispatcher.kick()
    await until(() => isPreparing)

    await answer(succeeded({ proof }))
    prepare()
    await other.dispatcher.idle()

    expect(provider.sent).toEqual([])
    expect(await other.row(id)).toMatchObject({ status: "succeeded" })
    expect(await other.attempts(id)).toMatchObject([
      { outcome: "succeeded" },
      { outcome: "retry", send_started_at: null, error: { code: "overtaken" } },
    ])
  })

  it("changes nothing once it was sent again", async () => {
    const { id, other, provider, answer } = await cutOff({
      cancel: { harmless_to_repeat: true },
    })
    provider.script = {
      cancel: { harmless_to_repeat: true },
      onSend: () => Promise.resolve(unknown(error)),
    }
    ledger.clock.advance(4_000)
    await other.drain()
    expect(provider.sent).toHaveLength(1)
    const before = await written(ledger.database.sql)

    await answer(rejected(error))

    expect(await written(ledger.database.sql)).toEqual(before)
    expect(await other.statusOf(id)).toBe("pending")
  })

  it("counts where what was sent again proved not to have been processed", async () => {
    const { id, other, provider, answer } = await cutOff({
      cancel: { harmless_to_repeat: true },
    })
    provider.script = {
      cancel: { harmless_to_repeat: true },
      onSend: () => Promise.resolve(retry(error)),
    }
    ledger.clock.advance(4_000)
    await other.drain()
    expect(provider.sent).toHaveLength(1)
    expect(await other.statusOf(id)).toBe("pending")

    await answer(succeeded({ proof }))

    expect(await other.statusOf(id)).toBe("succeeded")
  })

  it("changes nothing once a person has closed it", async () => {
    const { id, other, answer } = await cutOff()
    await other.repair.resolve(id, {
      resolution: "succeeded",
      note: "I looked there.",
    })
    const before = await written(ledger.database.sql)

    await answer(rejected(error))

    expect(await written(ledger.database.sql)).toEqual(before)
  })

  it("is the last word on a success, and not on a refusal, once a person has retried it", async () => {
    const retried = await cutOff()
    await retried.other.providers.pause("scripted", "to look at it")
    await retried.other.repair.retry(retried.id, {
      note: "It isn't there.",
      confirm_not_applied: true,
    })

    await retried.answer(rejected(error))
    expect(await retried.other.statusOf(retried.id)).toBe("pending")
  })

  it("keeps a retried one from being sent, if it was done", async () => {
    const { id, other, answer } = await cutOff()
    await other.providers.pause("scripted", "to look at it")
    await other.repair.retry(id, {
      note: "It isn't there.",
      confirm_not_applied: true,
    })

    await answer(succeeded({ proof }))

    expect(await other.statusOf(id)).toBe("succeeded")
  })

  it("leaves a void that a whole cancel superseded", async () => {
    const { id, providerOrderId, other, answer } = await cutOff(
      { void: {} },
      { kind: "void" }
    )
    await other.cancel(providerOrderId)
    await other.drain()
    expect(await other.statusOf(id)).toBe("superseded")

    await answer(succeeded({ proof }))

    expect(await other.statusOf(id)).toBe("superseded")
  })

  it("lets go of the amount of a void that was refused, and keeps that of one that was done", async () => {
    const { providerOrderId, other, answer } = await cutOff(
      { void: {} },
      { kind: "void" }
    )
    await expect(other.void(providerOrderId, { amount: "60" })).rejects.toThrow(
      /40/
    )

    await answer(rejected(error))

    await other.void(providerOrderId, { amount: "60" })
  })

  it("keeps what the provider said is left, and compares it with nothing", async () => {
    const { providerOrderId, answer } = await cutOff(
      { void: {} },
      { kind: "void" }
    )

    await answer(succeeded({ proof, remaining: "45" }))

    const [row] = await rowsOf(
      ledger.database.sql,
      "select told, drift from cncl_provider_order where id = :id",
      { id: providerOrderId }
    )
    expect(row).toEqual({
      told: { remaining: "45", total: "105" },
      drift: null,
    })
  })
})

describe("a database that is away for longer than a lease", () => {
  const ledger = useLedger()

  it("counts where a process stood still, and is waited for, as what is in flight is", async () => {
    const [pipeline, provider] = ledger.startWith({
      onSend: async () => {
        await ledger.clock.sleep(200_000)
        await new Promise(setImmediate)
        return succeeded({ proof })
      },
    })
    const ids = await Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        const order_id = `order_${n}`
        await pipeline.register("scripted", `ext_${n}`, { order_id })
        return (await pipeline.cancelOrder(order_id))[0] as string
      })
    )
    pipeline.dispatcher.kick()
    await until(() => provider.sent.length === ids.length)

    ledger.clock.advance(200_000)
    await pipeline.dispatcher.idle()

    for (const id of ids) {
      expect(await pipeline.statusOf(id)).toBe("succeeded")
    }
  })

  it("costs a process none of the answers that it has got", async () => {
    const held = new HeldCalls()
    const [pipeline] = ledger.startWith({ onSend: held.onSend })
    const ids: string[] = []
    for (let n = 0; n < 25; n++) {
      await pipeline.register("scripted", `ext_${n}`, { order_id: `o_${n}` })
      ids.push(...(await pipeline.cancelOrder(`o_${n}`)))
    }
    pipeline.dispatcher.kick()
    const first = ids.slice(0, 10)
    await Promise.all(first.map((id) => held.arrived(id)))

    // Its outcome couldn't be written, and the lease is long over.
    ledger.clock.advance(120_000)
    await pipeline.dispatcher.sweep()
    for (const id of ids) {
      await held.answer(id, succeeded({ proof }))
    }
    await pipeline.dispatcher.idle()

    for (const id of ids) {
      expect(await pipeline.row(id)).toMatchObject({
        status: "succeeded",
        attempt_count: 1,
      })
    }
  })
})
