import { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rowsOf } from "../../../src/modules/cancellation/ledger/sql"
import { MedusaError } from "@medusajs/framework/utils"
import { Pipeline } from "../../support/pipeline"
import { Script, ScriptedProvider } from "../../support/scripted-provider"
import { VirtualClock } from "../../support/virtual-clock"
import { Command, History, LONGEST_FREEZE_MS, WORKERS } from "./commands"
import { Frozen } from "./frozen"
import { Mortal } from "./mortal"
import { Remote } from "./remote"

interface Worker {
  mortal: Mortal
  /** Its calls that were answered, and whose answers it can't take yet. */
  frozen: Frozen
  pipeline: Pipeline
}

export interface FinalRow {
  id: string
  order_id: string
  external_id: string
  kind: "cancel" | "void"
  amount: string | null
  status: string
  last_error: { code: string; cause?: string } | null
  resolved_by: string | null
  attempts: {
    purpose: string
    outcome: string | null
    code: string | null
    sent: boolean
  }[]
}

export interface Finished {
  remote: Remote
  rows: FinalRow[]
  /** Captured, and the one who asked heard of it. */
  acknowledged: string[]
  totals: Map<string, number>
  deaths: number
  awaitPoints: number
}

/**
 * A database and its time. Histories that are played side by side have one
 * each: whose clock is ahead frees every lease that it takes to be expired.
 */
export interface World {
  sql: Knex
  clock: VirtualClock
}

let histories = 0

/** Plays one history against a real ledger, then lets everything come to rest. */
export const runHistory = async (
  world: World,
  history: History
): Promise<Finished> => {
  const run = new HistoryRun(world, history, `p${++histories}`)
  return run.play()
}

class HistoryRun {
  private readonly sql: Knex
  private readonly clock: VirtualClock
  private readonly remote: Remote
  private readonly workers: Worker[]
  /** Requests come from a process that stays alive. */
  private readonly front: Pipeline
  private readonly acknowledged: string[] = []
  private readonly providerOrders: string[] = []
  private readonly mortals: Mortal[] = []
  /** For how long the next calls freeze, in milliseconds; null: not at all. */
  private freezes: (number | null)[] = []

  constructor(
    world: World,
    private readonly history: History,
    private readonly providerId: string
  ) {
    this.sql = world.sql
    this.clock = world.clock
    this.remote = new Remote(history.kind, this.clock)
    this.workers = Array.from({ length: WORKERS }, () => this.startWorker())
    this.front = this.startPipeline(this.sql, null)
  }

  async play(): Promise<Finished> {
    for (const [index, { total }] of this.history.orders.entries()) {
      this.remote.create(this.externalId(index), total)
      this.providerOrders.push(
        await this.front.register(this.providerId, this.externalId(index), {
          order_id: this.orderId(index),
          total: String(total),
        })
      )
    }
    for (const command of this.history.commands) {
      await this.step(command)
    }
    await this.rest()
    const rows = await this.rows()
    await Promise.all(
      this.workers.map(({ pipeline }) => pipeline.dispatcher.stop(0))
    )
    return {
      remote: this.remote,
      rows,
      acknowledged: this.acknowledged,
      totals: new Map(
        this.history.orders.map(({ total }, index) => [
          this.externalId(index),
          total,
        ])
      ),
      deaths: this.mortals.filter(({ isDead }) => isDead).length,
      awaitPoints: this.mortals.reduce((sum, { points }) => sum + points, 0),
    }
  }

  private async step(command: Command): Promise<void> {
    switch (command.type) {
      case "order_canceled": {
        const order = this.pick(command.order)
        const delivered = await Promise.all(
          Array.from({ length: command.deliveries }, () =>
            this.front.cancelOrder(this.orderId(order))
          )
        )
        this.acknowledged.push(...delivered.flat())
        return
      }
      case "cancel_by_hand":
        return this.asked(async () => {
          const order = this.pick(command.order)
          const { ids } = await this.front.capture.cancels({
            order_id: this.orderId(order),
            provider_order_ids: [this.providerOrders[order] as string],
            source: "admin",
            captured_by: "request",
          })
          return ids
        })
      case "void":
        return this.asked(async () => {
          const order = this.pick(command.order)
          const { id } = await this.front.capture.void({
            order_id: this.orderId(order),
            provider_order_id: this.providerOrders[order] as string,
            amount: String(command.amount),
            source: "admin",
            captured_by: "request",
            ...(command.key !== null && {
              idempotency_key: `key_${command.key}`,
            }),
          })
          return [id]
        })
      case "retry":
        return this.asked(async () => {
          const row = await this.someRow(command.cancellation)
          if (row) {
            await this.lookAtRemote()
            const wasApplied = this.remote.effectsOf(row.id) > 0
            await this.front.repair.retry(row.id, {
              confirm_not_applied: true,
              note: "looked at it",
              ...(this.history.kind !== "readable" &&
                !wasApplied && { confirm_not_applied: true }),
            })
          }
          return []
        })
      case "resolve":
        return this.asked(async () => {
          const row = await this.someRow(command.cancellation)
          if (row) {
            await this.lookAtRemote()
            await this.front.repair.resolve(row.id, {
              resolution:
                this.remote.effectsOf(row.id) > 0 ? "succeeded" : "dismissed",
              note: "looked at it",
              by: "person",
            })
          }
          return []
        })
      case "pause":
        this.clock.advance(command.ms)
        return
      case "work":
        return this.work(command)
    }
  }

  /** A refusal is an answer; anything else that is thrown is a failure. */
  private async asked(ask: () => Promise<string[]>): Promise<void> {
    try {
      this.acknowledged.push(...(await ask()))
    } catch (error) {
      if (!(error instanceof MedusaError)) {
        throw error
      }
    }
  }

  /** A person who looks waits until nothing can be under way any more. */
  private lookAtRemote(): Promise<void> {
    this.clock.advance(60_000)
    this.remote.land()
    return Promise.resolve()
  }

  private async work(
    command: Extract<Command, { type: "work" }>
  ): Promise<void> {
    this.remote.script(command.faults, command.lateness, command.read_fails)
    this.freezes = [...command.freezes]
    const chosen = command.workers.map((index) => this.workers[index] as Worker)
    if (command.dies_at !== null) {
      chosen[0]?.mortal.doom(command.dies_at)
    }
    await Promise.all(
      chosen.map(async ({ mortal, frozen, pipeline }) => {
        await Promise.race([pipeline.dispatcher.sweep(), mortal.death])
        if (!mortal.isDead) {
          await Promise.race([
            pipeline.dispatcher.idle(),
            mortal.death,
            frozen.once(),
          ])
        }
      })
    )
    this.remote.script([], [], false)
    this.freezes = []
    this.bury()
  }

  /** A dead process is replaced by a new one. */
  private bury(): void {
    for (const [index, { mortal, pipeline }] of this.workers.entries()) {
      mortal.spare()
      if (mortal.isDead) {
        void pipeline.dispatcher.stop(0)
        this.workers[index] = this.startWorker()
      }
    }
  }

  /**
   * Time passes, and they work in turn, until nothing is left. One at a time
   * is enough: whatever another one still held, it holds no longer than its
   * lease. Then who was frozen wakes up, and must not change anything.
   */
  private async rest(): Promise<void> {
    await this.settle()
    this.clock.advance(LONGEST_FREEZE_MS)
    await Promise.all(
      this.workers.map(({ pipeline }) => pipeline.dispatcher.idle())
    )
    await this.settle()
  }

  private async settle(): Promise<void> {
    for (let round = 0; round < 60 * WORKERS; round++) {
      const awake = this.workers.filter(({ frozen }) => !frozen.count)
      const { pipeline } =
        awake[round % awake.length] ?? this.startWorkerBeside()
      this.remote.land()
      await pipeline.dispatcher.sweep()
      await pipeline.dispatcher.idle()
      const [{ open } = { open: 0 }] = await rowsOf<{ open: number }>(
        this.sql,
        `select count(*)::int as open from cncl_cancellation
         where provider_id = :provider_id
           and (status in ('pending', 'in_progress', 'accepted')
             or lease_token is not null)`,
        { provider_id: this.providerId }
      )
      if (open === 0) {
        return
      }
      this.clock.advance(40_000)
    }
  }

  private startWorkerBeside(): Worker {
    const worker = this.startWorker()
    this.workers.push(worker)
    return worker
  }

  private rows(): Promise<FinalRow[]> {
    return rowsOf<FinalRow>(
      this.sql,
      `select c.id, c.order_id, c.external_id, c.kind, c.amount, c.status,
         c.last_error, c.resolved_by,
         coalesce((
           select json_agg(json_build_object(
             'purpose', a.purpose, 'outcome', a.outcome,
             'code', a.error ->> 'code',
             'sent', a.send_started_at is not null
           ) order by a.number)
           from cncl_attempt a where a.cancellation_id = c.id
         ), '[]'::json) as attempts
       from cncl_cancellation c
       where c.provider_id = :provider_id
       order by c.seq`,
      { provider_id: this.providerId }
    )
  }

  private async someRow(index: number): Promise<FinalRow | undefined> {
    const rows = await this.rows()
    return rows.length ? rows[index % rows.length] : undefined
  }

  private startWorker(): Worker {
    const mortal = new Mortal()
    const frozen = new Frozen()
    this.mortals.push(mortal)
    const pipeline = this.startPipeline(this.sql, mortal, frozen)
    return { mortal, frozen, pipeline }
  }

  private startPipeline(
    sql: Knex,
    mortal: Mortal | null,
    frozen = new Frozen()
  ): Pipeline {
    const around = async <T>(call: () => Promise<T>): Promise<T> => {
      await mortal?.point()
      const answer = await call()
      await mortal?.point()
      return answer
    }
    const { remote } = this
    const script: Script = {
      cancel: {
        harmless_to_repeat: ["harmless", "lenient"].includes(remote.kind),
        readable: ["readable", "lenient"].includes(remote.kind),
      },
      // Only a cancel sets a status; a void that is repeated voids again.
      void: {
        harmless_to_repeat: false,
        readable: remote.kind === "readable",
      },
      onPrepare: (call) => around(() => remote.prepare(call)),
      onSend: (call) =>
        around(async () => {
          const outcome = await remote.send(call)
          const ms = this.freezes.shift()
          if (ms) {
            await frozen.during(this.clock.sleep(ms))
          }
          return outcome
        }),
      onFindEffect: (call, context) => remote.findEffect(call, context),
      onReadOrder: (order) => around(() => remote.read(order.external_id)),
    }
    let chance = 0
    return new Pipeline({
      sql: mortal ? mortal.sql(sql) : sql,
      clock: this.clock,
      providers: { [this.providerId]: new ScriptedProvider(script) },
      concurrency: 3,
      chance: () => (chance = (chance + 0.37) % 1),
    })
  }

  private pick(order: number): number {
    return order % this.history.orders.length
  }

  private orderId(order: number): string {
    return `${this.providerId}_order_${order}`
  }

  private externalId(order: number): string {
    return `${this.providerId}_ext_${order}`
  }
}
