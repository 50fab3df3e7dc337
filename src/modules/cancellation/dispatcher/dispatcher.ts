import { Logger } from "@medusajs/framework/types"
import { Clock } from "../clock/clock"
import { dueProviders } from "../ledger/due-providers"
import { extendLeases } from "../ledger/extend-leases"
import { LedgerGuard } from "../ledger/ledger-guard"
import { SendingRow, markSending } from "../ledger/mark-sending"
import { ClaimedRow } from "../core/claimed-row"
import { retryUntil } from "../core/retry-until"
import { SettledRow } from "../ledger/settle-row"
import { Sql, isOfTheData } from "../ledger/sql"
import { takeMissedTurns } from "../ledger/missed-turns"
import { PluginOptions } from "../options"
import { ProviderRegistry, RegisteredProvider } from "../providers/registry"
import { Batcher } from "./batcher"
import { callOf } from "../core/call"
import { ExpiredLeases } from "./expired-leases"
import { Evidence } from "../providers/evidence"
import { Lease } from "./lease"
import { ProviderRunner } from "./provider-runner"
import { Settler } from "./settler"
import { SWEEP_INTERVAL_MS } from "./sweep-interval"
import { LOG_PREFIX } from "../core/log-prefix"

export interface DispatcherDependencies {
  sql: Sql
  clock: Clock
  logger: Logger
  registry: ProviderRegistry
  evidence: Evidence
  guard: LedgerGuard
  options: Pick<PluginOptions, "leaseMs" | "settleDelayMs" | "retryWindowMs">
  onSettled?: (rows: SettledRow[]) => void
  /** Uniform in [0, 1); for the jitter. */
  chance?: () => number
}

/** What waits is let go by the end of the wait; this only finds what missed it. */
const TURNS_INTERVAL_MS = 60_000

/** Waits that end within this time of each other end together. */
const ALARM_STEP_MS = 100

/**
 * Claims due cancellations, sends them and settles their outcomes. From claim
 * to settle it needs the ledger and the providers only, never Medusa's other
 * modules. Any number of dispatchers may run at once, in any processes.
 */
export class Dispatcher {
  private readonly settler: Settler
  private readonly runners: ProviderRunner[]
  private readonly expired: ExpiredLeases
  private readonly marks: Batcher<SendingRow, boolean>
  private readonly leaseMs: number
  private heartbeat: NodeJS.Timeout | null = null
  /** Keyed by the step of time in which each alarm goes off. */
  private readonly alarms = new Map<number, NodeJS.Timeout>()
  /** By the monotonic clock. */
  private turnsAreDueAt = -Infinity
  private stopped = false

  constructor(private readonly dependencies: DispatcherDependencies) {
    const { sql, clock, logger, registry, evidence, guard, options } =
      dependencies
    this.leaseMs = options.leaseMs
    this.settler = new Settler({
      sql,
      clock,
      logger,
      registry,
      evidence,
      guard,
      chance: dependencies.chance ?? Math.random,
      settleDelayMs: options.settleDelayMs,
      retryWindowMs: options.retryWindowMs,
      onSettled: dependencies.onSettled ?? (() => undefined),
      onReleased: (ids) => {
        this.kick((id) => ids.includes(id))
      },
      onImpeded: (ids) => {
        this.runners
          .filter(({ providerId }) => ids.includes(providerId))
          .forEach((runner) => {
            runner.holdBack()
          })
      },
      onWaiting: (ms) => {
        this.kickIn(ms)
      },
    })
    this.expired = new ExpiredLeases({
      sql,
      clock,
      logger,
      registry,
      held: () => this.held(),
      settle: (row) => this.settler.settleExpired(row),
      sweep: () => this.sweep(),
    })
    this.marks = new Batcher(
      async (rows) => {
        const marked = await markSending(sql, rows, await clock.now())
        return rows.map(({ attempt_id }) => marked.has(attempt_id))
      },
      undefined,
      isOfTheData
    )
    this.runners = registry.all().map(
      (provider) =>
        new ProviderRunner({
          sql,
          clock,
          logger,
          leaseMs: this.leaseMs,
          provider,
          guard,
          markSending: (row, of, baseline) => this.mark(row, of, baseline),
          settle: async (row, result) => {
            if (result.type !== "not_marked") {
              await this.settler.settleRun(row, result)
            }
          },
        })
    )
  }

  /**
   * Looks for work in the background. Returns at once, and never throws.
   *
   * @param isWanted - whether to look for a provider's work; by default for
   * every provider's
   */
  kick(isWanted: (providerId: string) => boolean = () => true): void {
    if (this.stopped) {
      return
    }
    this.startHeartbeat()
    for (const runner of this.runners) {
      if (isWanted(runner.providerId)) {
        runner.kick()
      }
    }
  }

  /** Frees expired leases of other processes, then looks for what is due. */
  async sweep(): Promise<void> {
    if (this.stopped) {
      return
    }
    // The guard comes first: in a copied ledger, a cancellation that looks as
    // if it was never sent may have been sent by the original.
    await this.dependencies.guard.check()
    await this.expired.free()
    await this.takeMissedTurns()
    const { sql, clock, registry } = this.dependencies
    const due = await dueProviders(sql, registry.ids(), await clock.now())
    if (due.size) {
      this.kick((id) => due.has(id))
    }
  }

  isIdle(): boolean {
    return this.runners.every((runner) => runner.isIdle())
  }

  /** Resolves when nothing is in flight here, and nothing more is due. */
  async idle(): Promise<void> {
    while (!this.isIdle()) {
      await Promise.all(this.runners.map((runner) => runner.idle()))
    }
  }

  /**
   * Makes no new claims. Calls in flight finish and settle, for at most
   * `withinMs`. The leases of calls that are left then are freed when they
   * expire.
   */
  async stop(withinMs: number): Promise<void> {
    this.stopped = true
    for (const runner of this.runners) {
      runner.stop()
    }
    let timer: NodeJS.Timeout | undefined
    await Promise.race([
      this.idle(),
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, withinMs)
      }),
    ])
    clearTimeout(timer)
    this.settler.stop()
    if (this.heartbeat) {
      clearInterval(this.heartbeat)
    }
    this.alarms.forEach((alarm) => {
      clearTimeout(alarm)
    })
    this.expired.stop()
  }

  /**
   * A short wait (a provider that said "in a second") ends on time, and not
   * with the next sweep. Longer waits are left to the sweep. So there are never
   * more timers than there are steps between two sweeps, however many
   * cancellations wait.
   */
  private kickIn(ms: number): void {
    if (this.stopped || ms > SWEEP_INTERVAL_MS) {
      return
    }
    const now = this.dependencies.clock.monotonic()
    const step = Math.ceil((now + Math.max(0, ms)) / ALARM_STEP_MS)
    if (this.alarms.has(step)) {
      return
    }
    const alarm = setTimeout(
      () => {
        this.alarms.delete(step)
        this.kick()
      },
      step * ALARM_STEP_MS - now
    )
    alarm.unref()
    this.alarms.set(step, alarm)
  }

  private async takeMissedTurns(): Promise<void> {
    const { sql, clock, options, onSettled } = this.dependencies
    if (clock.monotonic() < this.turnsAreDueAt) {
      return
    }
    this.turnsAreDueAt = clock.monotonic() + TURNS_INTERVAL_MS
    const now = await clock.now()
    const turned = await takeMissedTurns(sql, {
      now,
      retry_until: retryUntil(now, options),
    })
    onSettled?.(turned)
  }

  /** The leases of the calls that this process is working on. */
  private held(): Lease[] {
    return this.runners.flatMap((runner) => runner.held())
  }

  private async mark(
    row: ClaimedRow,
    { strategy }: RegisteredProvider,
    baseline: unknown
  ): Promise<boolean> {
    try {
      return await this.marks.add({
        attempt_id: row.attempt_id,
        cancellation_id: row.id,
        request: this.previewOf(row, strategy),
        baseline: baseline ?? null,
      })
    } catch (error) {
      // Nothing proves that the attempt was marked, so it isn't sent.
      this.dependencies.logger.error(
        `${LOG_PREFIX} marking ${row.id} as being sent failed; it was not sent`,
        error as Error
      )
      throw error
    }
  }

  /**
   * The preview is evidence only: a strategy that can't preview a call may
   * still make it.
   */
  private previewOf(
    row: ClaimedRow,
    strategy: RegisteredProvider["strategy"]
  ): unknown {
    try {
      return this.dependencies.evidence.request(
        strategy,
        strategy.preview(callOf(row))
      )
    } catch {
      return null
    }
  }

  private startHeartbeat(): void {
    if (this.heartbeat) {
      return
    }
    this.heartbeat = setInterval(() => {
      void this.extendHeld()
    }, this.leaseMs / 3)
    this.heartbeat.unref()
  }

  private async extendHeld(): Promise<void> {
    const held = this.held()
    if (!held.length) {
      return
    }
    const { sql, clock, logger } = this.dependencies
    try {
      const askedAt = clock.monotonic()
      const now = await clock.now()
      const extended = await extendLeases(
        sql,
        held.map(({ token }) => token),
        now,
        new Date(now.getTime() + this.leaseMs)
      )
      for (const lease of held) {
        if (extended.has(lease.token)) {
          lease.extend(askedAt)
        }
      }
    } catch (error) {
      logger.warn(
        `${LOG_PREFIX} extending leases failed: ${(error as Error).message}`
      )
    }
  }
}
