import { DatabaseClock } from "../../src/modules/cancellation/clock/database-clock"
import {
  accepted,
  rejected,
  retry,
  succeeded,
  unknown,
} from "../../src/provider-kit"
import { HeldCalls } from "../support/held-calls"
import { useLedger } from "../support/ledger"
import { error, recordOf } from "../support/made-up"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"
import { until } from "../support/until"
import { VirtualClock } from "../support/virtual-clock"
import { written } from "../support/written"
import { PROOF, RECORDED } from "../../src/provider-kit/__fixtures__/proof"

describe("the pipeline", () => {
  const ledger = useLedger()

  it("sends a captured cancel and keeps the evidence", async () => {
    const [pipeline, provider] = ledger.startWith({
      onSend: () =>
        Promise.resolve(
          succeeded({
            proof: PROOF,
            reference: "ref_1",
            exchanges: [
              {
                request: {
                  method: "POST",
                  url: "https://scripted.example/ext_1",
                  body: { iban: "ES91 2100" },
                },
                result: {
                  kind: "response",
                  status: 200,
                  headers: {
                    content_type: "application/json",
                    retry_after: null,
                    date: null,
                    location: null,
                  },
                  body_state: "complete",
                  body: '{"ok":true}',
                },
                duration_ms: 12,
              },
            ],
          })
        ),
    })
    await pipeline.register("scripted", "ext_1", { total: "100" })
    const [id] = (await pipeline.cancelOrder()) as [string]

    await pipeline.drain()

    expect(provider.sent).toHaveLength(1)
    expect(await pipeline.row(id)).toMatchObject({
      status: "succeeded",
      attempt_count: 1,
      lease_token: null,
      next_attempt_at: null,
      provider_reference: "ref_1",
    })
    expect(await pipeline.attempts(id)).toMatchObject([
      {
        number: 1,
        purpose: "send",
        outcome: "succeeded",
        request: { method: "POST", body: { iban: "***" } },
        response: { body: { ok: true } },
      },
    ])
    expect((await pipeline.attempts(id))[0]?.send_started_at).not.toBeNull()
  })

  it("captures the same fact once, however often it is delivered", async () => {
    const [pipeline, provider] = ledger.startWith({})
    await pipeline.register("scripted", "ext_1")

    const delivered = await Promise.all(
      Array.from({ length: 10 }, () => pipeline.cancelOrder())
    )
    await pipeline.drain()
    await pipeline.cancelOrder()
    await pipeline.drain()

    expect(new Set(delivered.flat()).size).toBe(1)
    expect(provider.sent).toHaveLength(1)
  })

  it("tries again what was proven not processed, with growing pauses", async () => {
    const [pipeline, provider] = ledger.startWith({
      onSend: () => Promise.resolve(retry(error)),
    })
    await pipeline.register("scripted", "ext_1")
    const [id] = (await pipeline.cancelOrder()) as [string]

    await pipeline.drain()
    const first = await pipeline.row(id)
    expect(first).toMatchObject({ status: "pending", attempt_count: 1 })
    expect(
      Number(first.next_attempt_at) - Number(await ledger.clock.now())
    ).toBe(1_000)

    await pipeline.drain()
    expect(provider.sent).toHaveLength(1)

    ledger.clock.advance(1_000)
    await pipeline.drain()
    const second = await pipeline.row(id)
    expect(second.attempt_count).toBe(2)
    expect(
      Number(second.next_attempt_at) - Number(await ledger.clock.now())
    ).toBe(2_000)
  })

  it("gives a retry that never succeeds to a person when the window ends", async () => {
    const [pipeline] = ledger.startWith({
      onSend: () => Promise.resolve(retry(error)),
    })
    await pipeline.register("scripted", "ext_1")
    const [id] = (await pipeline.cancelOrder()) as [string]

    for (let hour = 0; hour <= 73; hour++) {
      await pipeline.drain()
      ledger.clock.advance(3_600_000)
    }

    expect(await pipeline.row(id)).toMatchObject({
      status: "needs_review",
      last_error: { code: "retries_exhausted", cause: "made_up" },
    })
  })

  it("waits as long as the provider asks", async () => {
    const [pipeline] = ledger.startWith({
      onSend: () => Promise.resolve(retry(error, { retry_after_ms: 90_000 })),
    })
    await pipeline.register("scripted", "ext_1")
    const [id] = (await pipeline.cancelOrder()) as [string]

    await pipeline.drain()

    const { next_attempt_at } = await pipeline.row(id)
    expect(Number(next_attempt_at) - Number(await ledger.clock.now())).toBe(
      90_000
    )
  })

  it("never resends an unknown outcome that can't be read: a person decides", async () => {
    const [pipeline, provider] = ledger.startWith({
      onSend: () => Promise.resolve(unknown(error)),
    })
    await pipeline.register("scripted", "ext_1")
    const [id] = (await pipeline.cancelOrder()) as [string]

    await pipeline.drain()
    ledger.clock.advance(86_400_000)
    await pipeline.drain()

    expect(provider.sent).toHaveLength(1)
    expect(await pipeline.row(id)).toMatchObject({
      status: "needs_review",
      last_error: { code: "outcome_unknown", cause: "made_up" },
    })
  })

  it("repeats an unknown outcome where that is harmless", async () => {
    const [pipeline, provider] = ledger.startWith({
      cancel: { harmless_to_repeat: true },
      onSend: () =>
        Promise.resolve(
          provider.sent.length === 1
            ? unknown(error)
            : succeeded({ proof: PROOF })
        ),
    })
    await pipeline.register("scripted", "ext_1")
    const [id] = (await pipeline.cancelOrder()) as [string]

    await pipeline.drain()
    ledger.clock.advance(1_000)
    await pipeline.drain()

    expect(await pipeline.row(id)).toMatchObject({ status: "succeeded" })
    expect((await pipeline.attempts(id)).map(({ outcome }) => outcome)).toEqual(
      ["unknown", "succeeded"]
    )
  })

  it("treats what a strategy throws as unknown once it may have been sent", async () => {
    const [pipeline] = ledger.startWith({
      onSend: () => Promise.reject(new Error("a bug in a provider")),
    })
    await pipeline.register("scripted", "ext_1")
    const [id] = (await pipeline.cancelOrder()) as [string]

    await pipeline.drain()

    expect(await pipeline.row(id)).toMatchObject({
      status: "needs_review",
      last_error: { code: "outcome_unknown", cause: "provider_error" },
    })
  })

  it("tries again when preparing threw, for nothing was sent", async () => {
    const [pipeline, provider] = ledger.startWith({
      onPrepare: () => Promise.reject(new Error("no token today")),
    })
    await pipeline.register("scripted", "ext_1")
    const [id] = (await pipeline.cancelOrder()) as [string]

    await pipeline.drain()

    expect(provider.sent).toHaveLength(0)
    expect(await pipeline.row(id)).toMatchObject({ status: "pending" })
    expect((await pipeline.attempts(id))[0]).toMatchObject({
      outcome: "retry",
      send_started_at: null,
    })
  })

  it("sends nothing where preparing left no time for a call, and says what to do", async () => {
    const [pipeline, provider] = ledger.startWith({
      onPrepare: () => {
        ledger.clock.advance(15_000)
        return Promise.resolve({ type: "proceed", baseline: null })
      },
    })
    await pipeline.register("scripted", "ext_1")
    const [id] = (await pipeline.cancelOrder()) as [string]

    await pipeline.drain()

    expect(provider.sent).toEqual([])
    const { status, last_error } = await pipeline.row(id)
    expect(status).toBe("pending")
    expect(last_error).toMatchObject({
      code: "no_time_left",
      message: expect.stringMatching(
        /nothing was sent.*raise leaseMs to at least twice requestTimeoutMs/
      ) as string,
    })
    expect(await pipeline.attempts(id)).toMatchObject([
      { outcome: "retry", send_started_at: null },
    ])
  })

  it("keeps a rejection with the provider's words", async () => {
    const [pipeline] = ledger.startWith({
      onSend: () =>
        Promise.resolve(
          rejected({
            ...error,
            provider_code: "E42",
            provider_message: "too late",
          })
        ),
    })
    await pipeline.register("scripted", "ext_1")
    const [id] = (await pipeline.cancelOrder()) as [string]

    await pipeline.drain()

    expect(await pipeline.row(id)).toMatchObject({
      status: "rejected",
      last_error: { provider_code: "E42", provider_message: "too late" },
    })
  })

  it("keeps no secret that a provider quotes, wherever it does", async () => {
    const secret = "sk_live_quoted"
    const [pipeline, provider] = ledger.startWith({
      onSend: ({ provider_order: { external_id } }) =>
        Promise.resolve(
          external_id === "ext_1"
            ? rejected({
                code: "http_400",
                message: `It said ${secret}.`,
                provider_code: `bad_${secret}`,
                provider_message: secret,
              })
            : succeeded({ proof: PROOF, reference: `ref_${secret}` })
        ),
    })
    provider.secrets = () => [secret]
    for (const id of ["ext_1", "ext_2"]) {
      await pipeline.register("scripted", id, { total: "100" })
    }
    await pipeline.cancelOrder()

    await pipeline.drain()

    expect(provider.sent).toHaveLength(2)
    const rows = await written(ledger.database.sql)
    expect(JSON.stringify(rows)).not.toContain(secret)
    // By id, which doesn't order two that were captured at once.
    expect(rows.cncl_cancellation).toContainEqual(
      expect.objectContaining({
        last_error: {
          code: "http_400",
          message: "It said ***.",
          provider_code: "bad_***",
          provider_message: "***",
        },
      })
    )
    expect(rows.cncl_cancellation).toContainEqual(
      expect.objectContaining({ provider_reference: "ref_***" })
    )
  })

  it("polls what was accepted until it settles", async () => {
    let settled = false
    const [pipeline, provider] = ledger.startWith({
      cancel: { readable: true },
      onSend: () => Promise.resolve(accepted()),
      onRead: () =>
        Promise.resolve({
          type: "found",
          record: recordOf({ state: settled ? "cancelled" : "cancelling" }),
        }),
      onFindEffect: () =>
        settled ? { type: "applied", proof: RECORDED } : { type: "settling" },
    })
    await pipeline.register("scripted", "ext_1")
    const [id] = (await pipeline.cancelOrder()) as [string]

    await pipeline.drain()
    expect(await pipeline.row(id)).toMatchObject({ status: "accepted" })
    ledger.clock.advance(60_000)
    await pipeline.drain()
    expect(await pipeline.row(id)).toMatchObject({ status: "accepted" })
    settled = true
    ledger.clock.advance(600_000)
    await pipeline.drain()

    expect(await pipeline.row(id)).toMatchObject({ status: "succeeded" })
    expect(provider.sent).toHaveLength(1)
    expect((await pipeline.attempts(id)).map(({ purpose }) => purpose)).toEqual(
      ["send", "poll", "poll"]
    )
  })

  it("sends nothing twice with many dispatchers at once", async () => {
    const provider = new ScriptedProvider({
      onSend: async () => {
        await new Promise((resolve) => setTimeout(resolve, 2))
        return succeeded({ proof: PROOF })
      },
    })
    const pipelines = Array.from({ length: 6 }, () => ledger.start(provider))
    const [first] = pipelines as [Pipeline]
    for (let n = 0; n < 120; n++) {
      await first.register("scripted", `ext_${n}`, {
        order_id: `order_${n % 40}`,
      })
    }
    for (let n = 0; n < 40; n++) {
      await first.cancelOrder(`order_${n}`)
    }

    for (let round = 0; round < 5; round++) {
      await Promise.all(pipelines.map((pipeline) => pipeline.drain()))
    }

    expect(provider.sent).toHaveLength(120)
    expect(
      new Set(provider.sent.map(({ cancellation_id }) => cancellation_id)).size
    ).toBe(120)
    const { rows } = await ledger.database.sql.raw<{ rows: { n: number }[] }>(
      "select count(*)::int as n from cncl_cancellation where status = 'succeeded'"
    )
    expect(rows[0]?.n).toBe(120)
  })

  it("frees the lease of a holder that died before it sent: pending again", async () => {
    const stuck = new ScriptedProvider({
      onPrepare: () => new Promise(() => undefined),
    })
    const dead = ledger.start(stuck)
    await dead.register("scripted", "ext_1")
    const [id] = (await dead.cancelOrder()) as [string]
    dead.dispatcher.kick()
    await until(async () => (await dead.row(id)).status === "in_progress")

    const provider = new ScriptedProvider()
    const other = ledger.start(provider)
    await other.dispatcher.sweep()
    await other.dispatcher.idle()
    expect(await other.row(id)).toMatchObject({ status: "in_progress" })

    ledger.clock.advance(32_000)
    await other.dispatcher.sweep()
    await other.dispatcher.idle()

    expect(await other.row(id)).toMatchObject({ status: "succeeded" })
    expect(provider.sent).toHaveLength(1)
    expect(await other.attempts(id)).toMatchObject([
      { outcome: "retry", send_started_at: null },
      { outcome: "succeeded" },
    ])
  })

  it("frees a lease when it has ended, and not with the next sweep", async () => {
    const held = new HeldCalls()
    const dead = ledger.start(new ScriptedProvider({ onSend: held.onSend }))
    await dead.register("scripted", "ext_1")
    const [id] = (await dead.cancelOrder()) as [string]
    dead.dispatcher.kick()
    await held.arrived(id)
    const other = ledger.start(new ScriptedProvider())

    ledger.clock.advance(30_900)
    await other.dispatcher.sweep()
    expect(await other.statusOf(id)).toBe("in_progress")
    ledger.clock.advance(200)

    await until(async () => (await other.statusOf(id)) === "needs_review")
  })

  it("doesn't resend what a holder may have sent before it died", async () => {
    const held = new HeldCalls()
    const hanging = new ScriptedProvider({ onSend: held.onSend })
    const dead = ledger.start(hanging)
    await dead.register("scripted", "ext_1")
    const [id] = (await dead.cancelOrder()) as [string]
    dead.dispatcher.kick()
    await held.arrived(id)

    const provider = new ScriptedProvider()
    const other = ledger.start(provider)
    ledger.clock.advance(32_000)
    await other.dispatcher.sweep()
    await other.dispatcher.idle()
    expect(provider.sent).toHaveLength(0)
    expect(await other.row(id)).toMatchObject({
      status: "needs_review",
      last_error: { code: "outcome_unknown", cause: "lease_expired" },
    })

    // The first process wakes up, and knows no more than the others.
    const before = await written(ledger.database.sql)
    await held.answer(id, unknown(error))
    await dead.dispatcher.idle()
    expect(await written(ledger.database.sql)).toEqual(before)
    expect(dead.logger.lines).toContainEqual({
      level: "warn",
      text: expect.stringMatching(
        new RegExp(`of ${id} ended as unknown, but its lease had gone`)
      ) as string,
    })
  })

  it("lets only the holder of the lease settle", async () => {
    const old = new HeldCalls()
    const late = ledger.start(
      new ScriptedProvider({
        cancel: { harmless_to_repeat: true },
        onSend: old.onSend,
      })
    )
    await late.register("scripted", "ext_1")
    const [id] = (await late.cancelOrder()) as [string]
    late.dispatcher.kick()
    await old.arrived(id)
    const current = new HeldCalls()
    const holder = ledger.start(
      new ScriptedProvider({
        cancel: { harmless_to_repeat: true },
        onSend: current.onSend,
      })
    )
    ledger.clock.advance(32_000)
    await holder.dispatcher.sweep()
    ledger.clock.advance(4_000)
    await holder.dispatcher.sweep()
    await current.arrived(id)
    const before = await written(ledger.database.sql)

    await old.answer(id, rejected(error))
    await late.dispatcher.idle()

    expect(await written(ledger.database.sql)).toEqual(before)
    expect(await holder.row(id)).toMatchObject({ status: "in_progress" })
    await current.answer(id, succeeded({ proof: PROOF }))
    await holder.dispatcher.idle()
    expect(await holder.row(id)).toMatchObject({ status: "succeeded" })
  })

  it("doesn't send what it froze over, though its own clock says there is time", async () => {
    let wake: () => void = () => undefined
    const frozen = new ScriptedProvider({
      onPrepare: () =>
        new Promise((resolve) => {
          wake = () => {
            resolve({ type: "proceed", baseline: null })
          }
        }),
    })
    const stopped = ledger.start(frozen, { clock: new VirtualClock() })
    await stopped.register("scripted", "ext_1")
    const [id] = (await stopped.cancelOrder()) as [string]
    stopped.dispatcher.kick()
    await until(async () => (await stopped.row(id)).status === "in_progress")
    const [other, provider] = ledger.startWith()
    ledger.clock.advance(32_000)
    await other.dispatcher.sweep()
    await other.dispatcher.idle()
    expect(provider.sent).toHaveLength(1)

    wake()
    await stopped.dispatcher.idle()

    expect(frozen.sent).toEqual([])
    expect(await other.row(id)).toMatchObject({ status: "succeeded" })
    expect(stopped.logger.lines).toContainEqual({
      level: "warn",
      text: expect.stringContaining(`${id} was not sent`) as string,
    })
  })

  it("finishes what is in flight when it is stopped, and claims no more", async () => {
    const held = new HeldCalls()
    const [pipeline] = ledger.startWith({ onSend: held.onSend })
    await pipeline.register("scripted", "ext_1", { order_id: "order_1" })
    await pipeline.register("scripted", "ext_2", { order_id: "order_2" })
    const [first] = (await pipeline.cancelOrder("order_1")) as [string]
    pipeline.dispatcher.kick()
    await held.arrived(first)
    const [second] = (await pipeline.cancelOrder("order_2")) as [string]

    const stopped = pipeline.dispatcher.stop(5_000)
    await held.answer(first, succeeded({ proof: PROOF }))
    await stopped

    expect(await pipeline.row(first)).toMatchObject({ status: "succeeded" })
    expect(await pipeline.row(second)).toMatchObject({ status: "pending" })
  })

  it("takes its time from the database in production", async () => {
    const real = new DatabaseClock(ledger.database.sql)
    const { rows } = await ledger.database.sql.raw<{ rows: { now: Date }[] }>(
      "select clock_timestamp() as now"
    )
    expect(
      Math.abs(Number(await real.now()) - Number(rows[0]?.now))
    ).toBeLessThan(100)
  })
})
