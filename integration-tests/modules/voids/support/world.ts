import {
  CancellationStatus,
  RELEASED_STATUSES,
} from "../../../../src/modules/cancellation/core/status"
import { ProofDTO } from "../../../../src/modules/cancellation/types"
import { Sql, rowsOf } from "../../../../src/modules/cancellation/ledger/sql"
import { ITEMS } from "../../../support/made-up"
import { Pipeline } from "../../../support/pipeline"
import {
  Abilities,
  Death,
  RememberingProvider,
  Truth,
} from "../../../support/remembering-provider"
import { VirtualClock } from "../../../support/virtual-clock"
import { Step } from "./steps"

/** The total of the provider order: units of {@link ITEMS}. */
const TOTAL = 8

interface Seen {
  id: string
  kind: "cancel" | "void"
  status: CancellationStatus
  purpose: string
  proof: ProofDTO | null
  amount: string | null
  items: { quantity: number; external_item_ids: unknown[] }[] | null
}

/** A store's processes, a provider with a memory, and an honest person. */
export class World {
  readonly truth = new Truth()
  private readonly processes: Pipeline[]
  private readonly dead: {
    pipeline: Pipeline
    provider: RememberingProvider
  }[] = []
  /** Cancellations that a person said are done. */
  private readonly vouchedFor = new Set<string>()
  private lane = ""

  constructor(
    private readonly sql: Sql,
    private readonly clock: VirtualClock,
    private readonly can: Abilities
  ) {
    this.processes = [this.process(), this.process()]
  }

  private process(
    provider = new RememberingProvider(this.truth, this.can)
  ): Pipeline {
    return new Pipeline({
      sql: this.sql,
      clock: this.clock,
      providers: { scripted: provider },
      chance: () => 0.5,
    })
  }

  async begin(): Promise<void> {
    this.lane = await this.one.register(
      "scripted",
      "ext_1",
      this.can.unit === "item" ? { items: ITEMS } : { total: String(TOTAL) }
    )
  }

  private get one(): Pipeline {
    return this.processes[0] as Pipeline
  }

  rows(): Promise<Seen[]> {
    return rowsOf<Seen>(
      this.sql,
      `select id, kind, status, purpose, proof, amount, items
       from cncl_cancellation order by seq`
    )
  }

  /** Refusals are answers too. Only what wasn't foreseen is thrown. */
  private async try(work: Promise<unknown>): Promise<void> {
    await work.catch((thrown: unknown) => {
      if ((thrown as { type?: string }).type !== "not_allowed") {
        throw thrown
      }
    })
  }

  async take(step: Step): Promise<void> {
    const rows = await this.rows()
    const picked = "pick" in step ? rows[step.pick % (rows.length || 1)] : null
    switch (step.type) {
      case "void":
        return this.try(
          this.one.void(
            this.lane,
            this.can.unit === "item"
              ? {
                  items: [
                    {
                      id: step.line ? "ordli_1" : "ordli_2",
                      quantity: step.size,
                    },
                  ],
                }
              : { amount: String(step.size) }
          )
        )
      case "cancel":
        return this.try(this.one.cancel(this.lane))
      case "send":
        this.truth.answers = [...step.answers]
        return this.processes[step.by]?.drain()
      case "die":
        return this.die(step.death)
      case "wake up":
        return this.wakeUp()
      case "sweep": {
        const { dispatcher } = this.processes[step.by] as Pipeline
        await dispatcher.sweep()
        return dispatcher.idle()
      }
      case "wait":
        this.clock.advance(step.ms)
        return
      case "settle":
        this.truth.settle(step.isCarriedOut)
        return
      case "read":
        this.truth.readAnswer = step.answer
        return
      case "retry":
        return picked
          ? this.try(
              this.one.repair.retry(
                picked.id,
                this.truth.isOpen(picked)
                  ? { confirm_not_applied: true, note: "looked there" }
                  : {}
              )
            )
          : undefined
      case "retry many":
        await this.one.repair.retryMany(
          rows.map(({ id }) => id),
          "user_1"
        )
        return
      case "resolve":
        return picked &&
          (this.truth.isOpen(picked) || this.truth.isDone(picked))
          ? this.try(this.resolve(picked.id, this.truth.isDone(picked)))
          : undefined
      case "dismiss":
        return picked
          ? this.try(
              this.one.repair.resolve(picked.id, {
                resolution: "dismissed",
                note: "not needed any more",
              })
            )
          : undefined
    }
  }

  /** A person resolves it after looking at the provider. */
  private async resolve(id: string, isDone: boolean): Promise<void> {
    await this.one.repair.resolve(id, {
      resolution: isDone ? "succeeded" : "dismissed",
      confirm_not_applied: true,
      note: "looked there",
    })
    if (isDone) {
      this.vouchedFor.add(id)
    }
  }

  /** A process claims what is due, and is never heard of again. */
  private async die(death: Death): Promise<void> {
    const provider = new RememberingProvider(this.truth, this.can, death)
    const pipeline = this.process(provider)
    this.dead.push({ pipeline, provider })
    pipeline.dispatcher.kick()
    await Promise.race([provider.asleep, pipeline.dispatcher.idle()])
    await pipeline.dispatcher.stop(0)
  }

  /** The process wasn't dead, but away for a while. */
  private async wakeUp(): Promise<void> {
    for (const { provider, pipeline } of this.dead.splice(0)) {
      provider.sleeping.splice(0).forEach((wake) => {
        wake()
      })
      await pipeline.dispatcher.idle()
      await pipeline.registry.close()
    }
  }

  async check(): Promise<void> {
    const rows = await this.rows()
    const of = (kind: string): Seen[] => rows.filter((row) => row.kind === kind)
    const isReleased = ({ status }: Seen): boolean =>
      (RELEASED_STATUSES as readonly string[]).includes(status)
    const taking = of("void").filter((row) => !isReleased(row))

    const sum = taking.reduce(
      (total, { amount, items }) =>
        total +
        Number(amount ?? 0) +
        (items ?? []).reduce((n, { quantity }) => n + quantity, 0),
      0
    )
    expect(sum).toBeLessThanOrEqual(TOTAL)
    const allotted = taking.flatMap(({ items }) =>
      (items ?? []).flatMap(({ external_item_ids }) => external_item_ids)
    )
    expect(new Set(allotted).size).toBe(allotted.length)
    expect(
      rows.filter(({ status }) => status === "in_progress").length
    ).toBeLessThanOrEqual(1)
    expect(
      of("cancel").filter((row) => !isReleased(row)).length
    ).toBeLessThanOrEqual(1)

    expect(this.truth.sum()).toBeLessThanOrEqual(TOTAL)
    for (const times of this.truth.times.values()) {
      expect(times).toBe(1)
    }
    for (const row of rows) {
      const isDone = this.truth.isDone(row)
      if (row.status === "succeeded") {
        expect([row.id, isDone]).toEqual([row.id, true])
        expect([row.id, row.proof?.by === "person"]).toEqual([
          row.id,
          this.vouchedFor.has(row.id),
        ])
      }
      expect([row.id, Boolean(row.proof?.statement)]).toEqual([
        row.id,
        row.status === "succeeded",
      ])
      if (row.status === "rejected" || row.status === "dismissed") {
        // A refused cancel may be followed by one that succeeds.
        expect([row.id, isDone && row.kind === "void"]).toEqual([row.id, false])
      }
      if (row.status === "dismissed") {
        // Nobody gave up what the provider is about to decide.
        expect([row.id, this.truth.settling.has(row.id)]).toEqual([
          row.id,
          false,
        ])
      }
      if (row.status === "superseded") {
        expect([row.id, isDone && !this.truth.isCancelled]).toEqual([
          row.id,
          false,
        ])
      }
    }
  }

  /** Everything goes well from now on. */
  async end(): Promise<void> {
    await this.wakeUp()
    this.truth.readAnswer = "the truth"
    let left: Seen[] = []
    for (let round = 0; round < 8; round++) {
      this.truth.answers = Array.from({ length: 50 }, () => "succeeded")
      this.truth.settle(true)
      await this.one.dispatcher.sweep()
      await this.one.dispatcher.idle()
      this.clock.advance(1_900_000)
      left = (await this.rows()).filter(({ status }) =>
        ["pending", "in_progress"].includes(status)
      )
      if (!left.length) {
        break
      }
    }
    expect(left).toEqual([])
    await Promise.all(
      this.processes.map(async (pipeline) => {
        await pipeline.dispatcher.stop(0)
        await pipeline.registry.close()
      })
    )
  }
}
