import { succeeded } from "../../src/provider-kit"
import { VirtualClock } from "../support/virtual-clock"
import { useLedger } from "../support/ledger"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"
import { until } from "../support/until"

const NOON = Date.parse("2030-01-01T12:00:00Z")
const proof = { by: "answer" as const, statement: "It is done." }

/** A point that nobody passes until the test says so. */
class Gate {
  open: () => void = () => undefined
  readonly opened = new Promise<void>((resolve) => {
    this.open = resolve
  })
}

describe("processes whose clocks don't agree", () => {
  const ledger = useLedger()

  const clockAt = (ms: number): VirtualClock => new VirtualClock(new Date(ms))

  /** How many of these statements wait for a lock. */
  const waiting = async (): Promise<number> => {
    const { rows } = await ledger.database.sql.raw<{ rows: { n: number }[] }>(
      `select count(*)::int as n from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`
    )
    return rows[0]?.n ?? 0
  }

  /**
   * One process holds calls between claim and mark. Another one takes their
   * leases for expired, and finds their lanes locked by a capture or a page of
   * the admin. Meanwhile the first one marks and sends.
   */
  const overtake = async (
    calls: number,
    aheadMs: number
  ): Promise<{ sent: string[]; holder: Pipeline; ids: string[] }> => {
    const sent: string[] = []
    const prepared = new Gate()
    const answered = new Gate()
    const slow = new ScriptedProvider({
      onPrepare: async () => {
        await prepared.opened
        return { type: "proceed", baseline: null }
      },
      onSend: async ({ cancellation_id }) => {
        sent.push(cancellation_id)
        await answered.opened
        return succeeded({ proof })
      },
    })
    const quick = new ScriptedProvider({
      onSend: ({ cancellation_id }) => {
        sent.push(cancellation_id)
        return Promise.resolve(succeeded({ proof }))
      },
    })
    const holder = ledger.start(slow, { clock: clockAt(NOON) })
    const ids: string[] = []
    for (let n = 0; n < calls; n++) {
      await holder.register("scripted", `ext_${n}`, { order_id: `order_${n}` })
      ids.push(...(await holder.cancelOrder(`order_${n}`)))
    }
    holder.dispatcher.kick()
    await until(
      async () => (await statuses(ids)).filter(isHeld).length === calls
    )
    const other = ledger.start(quick, { clock: clockAt(NOON + aheadMs) })
    const lane = await ledger.database.sql.transaction()
    await lane.raw("select 1 from cncl_provider_order for update")
    const sweep = other.dispatcher.sweep()
    await until(async () => (await waiting()) > 0)

    prepared.open()
    await until(() => sent.length === calls)
    await lane.commit()
    await sweep
    await other.dispatcher.idle()
    await other.dispatcher.sweep()
    await other.dispatcher.idle()
    answered.open()
    await holder.dispatcher.idle()
    return { sent, holder, ids }
  }

  const isHeld = (status: string): boolean => status === "in_progress"

  const statuses = async (ids: string[]): Promise<string[]> => {
    const { rows } = await ledger.database.sql.raw<{
      rows: { status: string }[]
    }>("select status from cncl_cancellation where id = any(?)", [ids])
    return rows.map(({ status }) => status)
  }

  it("send nothing twice, though one takes what another marks just now for expired", async () => {
    const { sent, ids } = await overtake(10, 40_000)

    expect([...sent].sort()).toEqual([...ids].sort())
    expect(await statuses(ids)).toEqual(ids.map(() => "succeeded"))
  })

  it("keep evidence that says what was sent", async () => {
    const { holder, ids } = await overtake(1, 3_600_000)

    expect(await holder.attempts(ids[0] as string)).toMatchObject([
      {
        number: 1,
        outcome: "succeeded",
        send_started_at: new Date(NOON),
        error: null,
      },
    ])
  })

  it("don't send what was freed before it could be marked, however much time its holder thinks it has", async () => {
    const prepared = new Gate()
    const slow = new ScriptedProvider({
      onPrepare: async () => {
        await prepared.opened
        return { type: "proceed", baseline: null }
      },
    })
    const holder = ledger.start(slow, { clock: clockAt(NOON) })
    await holder.register("scripted", "ext_1")
    const [id] = (await holder.cancelOrder()) as [string]
    holder.dispatcher.kick()
    await until(async () => (await holder.statusOf(id)) === "in_progress")
    const quick = new ScriptedProvider()
    const other = ledger.start(quick, { clock: clockAt(NOON + 40_000) })
    await other.dispatcher.sweep()
    await other.dispatcher.idle()

    prepared.open()
    await holder.dispatcher.idle()

    expect(quick.sent).toHaveLength(1)
    expect(slow.sent).toEqual([])
    expect(await other.statusOf(id)).toBe("succeeded")
  })

  it("read a record twice, and not before a call that was sent just now has timed out", async () => {
    const answered = new Gate()
    let isApplied = false
    const reads: number[] = []
    const ahead = clockAt(NOON + 3_600_000)
    const freedAt = ahead.monotonic()
    const script = {
      cancel: { readable: true },
      onRead: () => {
        reads.push(ahead.monotonic() - freedAt)
        return Promise.resolve({
          type: "found" as const,
          record: {
            state: "open" as const,
            status: null,
            total: null,
            remaining: null,
            voids: null,
            items: null,
          },
        })
      },
      onFindEffect: () =>
        isApplied
          ? {
              type: "applied" as const,
              proof: { by: "record" as const, statement: "It shows." },
            }
          : { type: "absent" as const },
    }
    const options = { requestTimeoutMs: 10_000, settleDelayMs: 1_000 }
    const slow = new ScriptedProvider({
      ...script,
      onSend: async () => {
        await answered.opened
        return succeeded({ proof })
      },
    })
    const holder = ledger.start(slow, { clock: clockAt(NOON), options })
    await holder.register("scripted", "ext_1")
    const [id] = (await holder.cancelOrder()) as [string]
    holder.dispatcher.kick()
    await until(() => slow.sent.length === 1)
    const quick = new ScriptedProvider(script)
    const other = ledger.start(quick, { clock: ahead, options })

    for (let second = 0; second < 9; second++) {
      await other.dispatcher.sweep()
      await other.dispatcher.idle()
      ahead.advance(1_000)
    }
    isApplied = true
    ahead.advance(1_000)
    await other.dispatcher.sweep()
    await other.dispatcher.idle()

    expect(reads.length).toBeGreaterThan(0)
    expect(quick.sent).toEqual([])
    expect(await other.statusOf(id)).toBe("succeeded")
    answered.open()
    await holder.dispatcher.idle()
  })

  it("know from the holder that nothing was sent, where marking took all of its time", async () => {
    const clock = clockAt(NOON)
    const provider = new ScriptedProvider()
    const holder = ledger.start(provider, { clock })
    await holder.register("scripted", "ext_1")
    const [id] = (await holder.cancelOrder()) as [string]
    const prepared = new Gate()
    provider.script = {
      onPrepare: async () => {
        await prepared.opened
        return { type: "proceed", baseline: null }
      },
    }
    holder.dispatcher.kick()
    await until(async () => (await holder.statusOf(id)) === "in_progress")
    const row = await ledger.database.sql.transaction()
    await row.raw("select 1 from cncl_cancellation for update")
    prepared.open()
    await until(async () => (await waiting()) > 0)
    clock.advance(29_000)
    await row.commit()
    await holder.dispatcher.idle()

    expect(provider.sent).toEqual([])
    expect(await holder.row(id)).toMatchObject({
      status: "pending",
      last_error: { code: "no_time_left" },
    })
  })
})
