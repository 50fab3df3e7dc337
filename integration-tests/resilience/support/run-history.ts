import { Knex } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"
import { rowsOf } from "../../../src/modules/cancellation/ledger/sql"
import { ProofDTO } from "../../../src/modules/cancellation/types"
import { Outcome } from "../../../src/provider-kit"
import { Pipeline } from "../../support/pipeline"
import { VirtualClock } from "../../support/virtual-clock"
import { LONGEST_FREEZE_MS } from "./commands"
import { Command, History, clocksDiffer } from "./history"
import { People } from "./people"
import { Encounter } from "./processes/encounter"
import { Misfortune } from "./processes/misfortune"
import { GIVEN_UP_BY_MS, Process, Surroundings } from "./processes/process"
import { Remote } from "./remote/remote"
import {
  isBehindAnother,
  secondOf,
  undoneBefore,
  waitsForAPerson,
} from "./turns"

export interface FinalRow {
  id: string
  order_id: string
  provider_id: string
  external_id: string
  kind: "cancel" | "void"
  /** Null: none that others could share. */
  cause: string | null
  goes_after: string[] | null
  waits_for: string[] | null
  /** In the unit. */
  taken: string
  status: string
  last_error: { code: string; cause?: string | null } | null
  proof: ProofDTO | null
  provider_reference: string | null
  resolved_by: string | null
  was_seen_waiting: boolean
  attempts: {
    purpose: string
    outcome: string | null
    code: string | null
    sent: boolean
  }[]
}

/** What the provider said to one call. */
export interface Answer {
  cancellation_id: string
  outcome: Outcome
  /** Whether the process heard it at last, because it didn't die before. */
  isHeard: () => boolean
}

export interface Finished {
  remote: Remote
  people: People
  rows: FinalRow[]
  answers: Answer[]
  /** Captured, and whoever asked for it was told. */
  acknowledged: string[]
  /** By external id, in the unit. */
  totals: Map<string, number>
  deaths: number
  awaitPoints: number
  /** Processes that are still at work when nothing is left to do. */
  stuck: number
  /** Leases that the only process took away from itself. */
  freedItsOwn: number
  /** Calls that left before what they go after was done. */
  tooEarly: { id: string; undone: string[] }[]
}

/**
 * A database and its time. Histories that are played side by side have one
 * each, because a process whose clock is ahead frees every lease that it takes
 * for expired.
 */
export interface World {
  sql: Knex
  clock: VirtualClock
}

let histories = 0

/** Plays one history against a real ledger, and then lets everything settle. */
export const runHistory = async (
  world: World,
  history: History
): Promise<Finished> => {
  const run = new HistoryRun(world, history, `p${++histories}`)
  return run.play()
}

/** Real time for what was woken up to do something. */
const BREATH_MS = 3

/** How far away a provider's decision or the end of a window may be. */
const LONG_MS = 72 * 3_600_000

class HistoryRun {
  private readonly sql: Knex
  private readonly clock: VirtualClock
  private readonly remote: Remote
  private readonly people: People
  private readonly misfortune = new Misfortune()
  private readonly processes: Process[]
  private readonly all: Process[] = []
  /** Requests come from a process that stays alive and does nothing else. */
  private readonly front: Pipeline
  private readonly acknowledged: string[] = []
  private readonly answers: Answer[] = []
  private freedItsOwn = 0
  private readonly tooEarly: Finished["tooEarly"] = []
  private refunds = 0
  private readonly counterparts: {
    id: string
    order_id: string
    /** Place among the order's. */
    payment: number
    external_id: string
    total: number
  }[] = []

  constructor(
    world: World,
    private readonly history: History,
    private readonly providerId: string
  ) {
    this.sql = world.sql
    this.clock = world.clock
    this.remote = new Remote(history.kind, this.clock, clocksDiffer(history))
    this.people = new People(this.remote)
    this.processes = history.processes.map((traits) => this.start(traits))
    this.front = new Process(this.surroundings(), {
      ahead_ms: 0,
      knows: true,
    }).pipeline
  }

  async play(): Promise<Finished> {
    await this.register()
    for (const command of this.history.commands) {
      await this.step(command)
    }
    await this.comeToRest()
    const rows = await this.rows()
    await Promise.all(
      this.processes.map(({ pipeline }) => pipeline.dispatcher.stop(0))
    )
    return {
      remote: this.remote,
      people: this.people,
      rows,
      answers: this.answers,
      acknowledged: this.acknowledged,
      totals: new Map(
        this.counterparts.map(({ external_id, total }) => [external_id, total])
      ),
      deaths: this.all.filter(({ mortal }) => mortal.isDead).length,
      awaitPoints: this.all.reduce((sum, { mortal }) => sum + mortal.points, 0),
      stuck: this.processes.filter(({ isStuck }) => isStuck).length,
      freedItsOwn: this.freedItsOwn,
      tooEarly: this.tooEarly,
    }
  }

  private async register(): Promise<void> {
    for (const [order, { totals }] of this.history.orders.entries()) {
      for (const [payment, amount] of totals.entries()) {
        const external_id = `${this.providerId}_ext_${order}_${payment}`
        const order_id = `${this.providerId}_order_${order}`
        // A few units of one line, or an amount.
        const units = Array.from(
          { length: 2 + (amount % 4) },
          (_, unit) => `${external_id}_${unit}`
        )
        const isInItems = this.remote.capabilities.unit === "item"
        this.remote.create(external_id, amount, units)
        const id = await this.front.register(
          payment && this.history.is_ordered
            ? secondOf(this.providerId)
            : this.providerId,
          external_id,
          isInItems
            ? {
                order_id,
                items: [{ line_item_id: "line", external_item_ids: units }],
              }
            : { order_id, total: String(amount) }
        )
        const total = isInItems ? units.length : amount
        this.counterparts.push({ id, order_id, payment, external_id, total })
      }
    }
  }

  private async step(command: Command): Promise<void> {
    switch (command.type) {
      case "order_canceled": {
        const index = command.order % this.history.orders.length
        const delivered = await Promise.all(
          Array.from({ length: command.deliveries }, () =>
            this.front.cancelOrder(`${this.providerId}_order_${index}`)
          )
        )
        this.acknowledged.push(...delivered.flat())
        return
      }
      case "cancel_by_hand":
        return this.asked(async () => {
          const { id, order_id } = this.counterpart(command.counterpart)
          const { ids } = await this.front.capture.cancels({
            order_id,
            provider_order_ids: [id],
            source: "admin",
            captured_by: "request",
          })
          return ids
        })
      case "void":
        return this.asked(async () => {
          const lane = this.counterpart(command.counterpart)
          const { id } = await this.front.capture.void({
            order_id: lane.order_id,
            provider_order_id: lane.id,
            ...this.inUnit(command.amount, lane.total),
            source: "admin",
            captured_by: "request",
            ...(command.key !== null && {
              idempotency_key: `key_${command.key}`,
            }),
          })
          return [id]
        })
      case "refund":
        return this.refund(command)
      case "retry":
        return this.retry(command)
      case "resolve":
        return this.resolve(command)
      case "pause":
        this.clock.advance(command.ms)
        return
      case "clock":
        this.process(command.process).clock.jump(command.ms)
        return
      case "remote": {
        const { external_id } = this.counterpart(command.counterpart)
        this.remote.happens(external_id, command.event)
        return
      }
      case "decide":
        this.remote.decide(
          this.counterpart(command.counterpart).external_id,
          command.is_carried_out
        )
        return
      case "work":
        return this.work(command)
    }
  }

  /** The store refunds. The payment provider may also do so at the remote. */
  private refund(command: Extract<Command, { type: "refund" }>): Promise<void> {
    const lane = this.counterpart(command.counterpart)
    if (command.is_made) {
      this.remote.voidThere(lane.external_id, command.amount)
    }
    const source_id = `refund_${this.refunds++}`
    const voidAt = async (at: typeof lane): Promise<string> => {
      const { id } = await this.front.capture.void({
        order_id: at.order_id,
        provider_order_id: at.id,
        ...this.inUnit(command.amount, at.total),
        source: "payment_refunded",
        source_id,
        captured_by: "event",
      })
      return id
    }
    return this.asked(async () => {
      const id = await voidAt(lane)
      if (command.is_made && this.history.kind === "readable") {
        this.remote.noteMadeThere(id)
      }
      // What goes after it is captured after it, as the workflows do.
      const second = this.history.is_ordered && this.secondBeside(lane)
      return second && !command.is_made ? [id, await voidAt(second)] : [id]
    })
  }

  private secondBeside({
    order_id,
    payment,
  }: (typeof this.counterparts)[number]):
    (typeof this.counterparts)[number] | undefined {
    return this.counterparts.find(
      (each) =>
        payment === 0 && each.order_id === order_id && each.payment === 1
    )
  }

  private retry(command: Extract<Command, { type: "retry" }>): Promise<void> {
    return this.asked(async () => {
      const row = await this.someRow(command.cancellation)
      const said = row && this.people.says(row, command.word)
      if (row && said) {
        const confirms = command.confirms && said === "not_done"
        await this.front.repair.retry(row.id, {
          note: "looked at it",
          ...(confirms && { confirm_not_applied: true }),
          // Some send what waits before its turn, and mean it.
          ...(command.confirms && { without_waiting: true }),
        })
        if (confirms) {
          this.people.wasBelieved(row, command.word)
        }
      }
      return []
    })
  }

  private resolve(
    command: Extract<Command, { type: "resolve" }>
  ): Promise<void> {
    return this.asked(async () => {
      const row = await this.someRow(command.cancellation)
      const said = row && this.people.says(row, command.word)
      if (!row || !said) {
        return []
      }
      const isDone = said === "done"
      await this.front.repair.resolve(row.id, {
        resolution: isDone ? "succeeded" : "dismissed",
        note: "looked at it",
        by: "person",
        ...(command.confirms && { confirm_not_applied: true }),
      })
      if (isDone) {
        this.people.vouchedFor.add(row.id)
      }
      // A dismissal without a confirmation claims nothing.
      if (isDone || command.confirms) {
        this.people.wasBelieved(row, command.word)
      }
      return []
    })
  }

  /** A refusal is an answer. Anything else that is thrown is a failure. */
  private async asked(ask: () => Promise<string[]>): Promise<void> {
    try {
      this.acknowledged.push(...(await ask()))
    } catch (error) {
      if (!(error instanceof MedusaError)) {
        throw error
      }
    }
  }

  private async work(
    command: Extract<Command, { type: "work" }>
  ): Promise<void> {
    this.remote.script(command.faults, command.lateness)
    this.misfortune.script(command)
    const chosen = [
      ...new Set(command.workers.map((index) => this.process(index))),
    ]
    const [first, second] = chosen
    if (command.dies_at !== null) {
      first?.mortal.doom(command.dies_at)
    }
    if (first && second && command.encounter) {
      const encounter = new Encounter(first.mortal, command.encounter)
      first.encounter = encounter
      second.mortal.waitFor((point) => encounter.secondIsAt(point))
    }
    await Promise.all(chosen.map((each) => each.sweep()))
    this.remote.script([], [])
    this.misfortune.end()
    this.bury()
    await this.countFreed()
  }

  /** Replaces a dead process with a new one. */
  private bury(): void {
    for (const [index, process] of [...this.processes.entries()]) {
      const { mortal, pipeline, traits } = process
      process.encounter = null
      mortal.goAlone()
      mortal.spare()
      if (mortal.isDead) {
        void pipeline.dispatcher.stop(0)
        this.processes[index] = this.start(traits)
      }
    }
  }

  /**
   * Time passes, and the processes work in turn until nothing is left. One at a
   * time is enough: another process holds nothing longer than its lease. Then
   * those that stood still go on, and must change nothing that they shouldn't.
   */
  private async comeToRest(): Promise<void> {
    await this.settle()
    for (const ms of [LONGEST_FREEZE_MS, GIVEN_UP_BY_MS]) {
      if (this.processes.some(({ isAwake }) => !isAwake)) {
        this.clock.advance(ms)
      }
      // Also wakes those whose time came while others worked.
      await this.wakeAll()
    }
    await this.settle()
    await this.wakeAll()
  }

  private async wakeAll(): Promise<void> {
    for (let round = 0; round < 10; round++) {
      await new Promise((resolve) => setTimeout(resolve, BREATH_MS))
      await Promise.all(this.processes.map((each) => each.rest()))
      if (this.processes.every(({ isAwake, isStuck }) => isAwake || isStuck)) {
        return
      }
      this.clock.advance(6_000)
    }
  }

  private async settle(): Promise<void> {
    for (let round = 0; round < 60; round++) {
      this.remote.land()
      for (const { external_id } of this.counterparts) {
        this.remote.decide(external_id, round % 3 !== 0)
      }
      const able = this.processes.filter(
        ({ isAwake, traits }) => isAwake && traits.knows
      )
      await (able[round % able.length] ?? this.startBeside()).sweep()
      const waiting = await this.rows()
      const patient = waiting.filter(
        (row) => waitsForAPerson(row, waiting) || isBehindAnother(row, waiting)
      )
      const [{ due } = { due: null }] = await rowsOf<{ due: Date | null }>(
        this.sql,
        `select coalesce(
             min(coalesce(lease_expires_at, next_attempt_at)), 'epoch'
           ) as due
         from cncl_cancellation
         where provider_id in (:provider_id, :second)
           and id <> all(array(
             select jsonb_array_elements_text(:patient::jsonb)
           ))
           and (status in ('pending', 'in_progress', 'accepted')
             or lease_token is not null)
           -- This one waits for what a person says of the whole cancel.
           and not (status = 'accepted' and provider_order_id in (
             select provider_order_id from cncl_cancellation
             where kind = 'cancel' and status = 'needs_review'
           ))
         having count(*) > 0`,
        {
          ...this.providers(),
          patient: JSON.stringify(patient.map(({ id }) => id)),
        }
      )
      if (!due) {
        return
      }
      const now = await this.clock.now()
      this.clock.advance(
        round === 40 ? LONG_MS : Math.max(40_000, due.getTime() - now.getTime())
      )
    }
  }

  private startBeside(): Process {
    const process = this.start({ ahead_ms: 0, knows: true })
    this.processes.push(process)
    return process
  }

  private async rows(): Promise<FinalRow[]> {
    return rowsOf<FinalRow>(
      this.sql,
      `select c.id, c.order_id, c.provider_id, c.external_id, c.kind,
         c.status, c.source || ':' || c.source_id as cause, c.goes_after,
         c.waits_for,
         c.last_error, c.proof, c.provider_reference, c.resolved_by,
         c.waiting_seen_at is not null as was_seen_waiting,
         coalesce(c.amount, (
           select sum((item ->> 'quantity')::numeric)
           from jsonb_array_elements(
             case jsonb_typeof(c.items) when 'array' then c.items end
           ) item
         ), 0) as taken,
         coalesce((
           select json_agg(json_build_object(
             'purpose', a.purpose, 'outcome', a.outcome,
             'code', a.error ->> 'code',
             'sent', a.send_started_at is not null
           ) order by a.number)
           from cncl_attempt a where a.cancellation_id = c.id
         ), '[]'::json) as attempts
       from cncl_cancellation c
       where c.provider_id in (:provider_id, :second)
       order by c.seq`,
      this.providers()
    )
  }

  /**
   * Counts only where one process ran all the time, and no other could free it.
   * It is asked after each work, because late truth leaves no trace of it.
   */
  private async countFreed(): Promise<void> {
    if (this.all.length > 1) {
      return
    }
    const [{ freed } = { freed: 0 }] = await rowsOf<{ freed: number }>(
      this.sql,
      `select count(*)::int as freed
       from cncl_attempt a
       join cncl_cancellation c on c.id = a.cancellation_id
       where c.provider_id in (:provider_id, :second)
         and a.error ->> 'code' = 'lease_expired'
         -- What could not be marked, nobody works on any more.
         and a.send_started_at is not null`,
      this.providers()
    )
    this.freedItsOwn = Math.max(this.freedItsOwn, freed)
  }

  private async someRow(index: number): Promise<FinalRow | undefined> {
    // A person looks only once nothing can be in flight any more.
    this.clock.advance(60_000)
    this.remote.land()
    const rows = await this.rows()
    return rows.length ? rows[index % rows.length] : undefined
  }

  private surroundings(): Surroundings {
    return {
      sql: this.sql,
      clock: this.clock,
      remote: this.remote,
      misfortune: this.misfortune,
      history: this.history,
      providerId: this.providerId,
      onSend: async ({ cancellation_id: id }) => {
        const undone = await undoneBefore(this.sql, id)
        if (undone.length) {
          this.tooEarly.push({ id, undone })
        }
      },
      onAnswer: ({ cancellation_id }, outcome, { mortal }) => {
        this.answers.push({
          cancellation_id,
          outcome,
          isHeard: () => !mortal.isDead,
        })
      },
    }
  }

  private providers(): { provider_id: string; second: string } {
    return { provider_id: this.providerId, second: secondOf(this.providerId) }
  }

  private start(traits: History["processes"][number]): Process {
    const process = new Process(this.surroundings(), traits)
    this.all.push(process)
    return process
  }

  private process(index: number): Process {
    return this.processes[index % this.history.processes.length] as Process
  }

  private counterpart(index: number): (typeof this.counterparts)[number] {
    return this.counterparts[
      index % this.counterparts.length
    ] as (typeof this.counterparts)[number]
  }

  /** What the unit allows: items or an amount. */
  private inUnit(
    amount: number,
    total: number
  ): { amount: string } | { items: { id: string; quantity: number }[] } {
    return this.remote.capabilities.unit === "item"
      ? { items: [{ id: "line", quantity: 1 + (amount % total) }] }
      : { amount: String(amount) }
  }
}
