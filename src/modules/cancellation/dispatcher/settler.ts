import { Logger } from "@medusajs/framework/types"
import {
  AbstractCancellationProvider,
  Decimal,
  Exchange,
  Outcome,
  Proof,
} from "../../../provider-kit"
import { messageOf } from "../border/given"
import { Clock } from "../clock/clock"
import {
  Running,
  SettleContext,
  Settlement,
  settlePoll,
  settlePrepared,
  settleReadBack,
  settleSend,
  settleUnsent,
} from "../core/settle"
import { Health } from "../core/circuit"
import { HealthChange } from "../ledger/provider-health"
import { ExpiredRow } from "../ledger/expired-leases"
import { ClaimedRow } from "../core/claimed-row"
import { LedgerGuard } from "../ledger/ledger-guard"
import { resumeProvider } from "../ledger/resume-provider"
import { settle } from "../ledger/settle"
import { SettleRow, SettledRow } from "../ledger/settle-row"
import { Sql, isOfTheData } from "../ledger/sql"
import { ProviderRegistry } from "../providers/registry"
import { LastError } from "../types"
import { AttemptEvidence, Evidence } from "../providers/evidence"
import { Batcher } from "./batcher"
import { EndedRun, exchangesOf, healthOf, leftNothing } from "./run-result"
import { LOG_PREFIX } from "../core/log-prefix"
import { retryUntil } from "../core/retry-until"
import { driftLine } from "../core/drift-line"

export interface SettlerDependencies {
  sql: Sql
  clock: Clock
  logger: Logger
  registry: ProviderRegistry
  evidence: Evidence
  guard: LedgerGuard
  chance: () => number
  settleDelayMs: number
  retryWindowMs: number
  onSettled: (rows: SettledRow[]) => void
  /** Called with the providers of what waited for these ends, and may go now. */
  onReleased: (providerIds: string[]) => void
  /** Called with the providers to which nothing is sent any more, for now. */
  onImpeded: (providerIds: string[]) => void
  /** Called with how long, in milliseconds, a cancellation waits. */
  onWaiting: (ms: number) => void
}

const NO_EVIDENCE: AttemptEvidence = {
  http_status: null,
  request: null,
  response: null,
  duration_ms: null,
}

/** What has come in this turn of the event loop is handled first. */
const afterThisTurn = (): Promise<void> =>
  new Promise((resolve) => setImmediate(resolve))

/**
 * First pause before a failed settlement is written again; doubled up to the
 * cap.
 */
const REWRITE_PAUSE_MS = 100
const REWRITE_PAUSE_CAP_MS = 5_000

/**
 * Decides how ended attempts change their cancellations, and writes that in
 * batches.
 */
export class Settler {
  private readonly batcher: Batcher<SettleRow, boolean>
  private stopped = false

  constructor(private readonly dependencies: SettlerDependencies) {
    this.batcher = new Batcher(
      (rows) => this.write(rows),
      undefined,
      isOfTheData
    )
  }

  /** Gives up settlements that can't be written: their leases expire. */
  stop(): void {
    this.stopped = true
  }

  /** Settles an attempt that ran in this process. Never rejects. */
  async settleRun(row: ClaimedRow, result: EndedRun): Promise<void> {
    // Answers come in bursts, and each frees a slot. The next calls leave
    // before the evidence of these is put together.
    await afterThisTurn()
    const { registry } = this.dependencies
    const strategy = registry.find(row.provider_id)?.strategy
    const settlement = settlementOf(
      row,
      result,
      this.running(row),
      await this.context()
    )
    await this.persist({
      ...this.rowOf(
        row,
        settlement,
        strategy
          ? this.evidenceOf(row, strategy, exchangesOf(result))
          : NO_EVIDENCE,
        healthOf(result),
        "outcome" in result ? remainingIn(result.outcome) : null
      ),
      was_unsent: leftNothing(result),
    })
  }

  /** The outcome counts, even where its evidence can't be kept. */
  private evidenceOf(
    row: ClaimedRow,
    strategy: AbstractCancellationProvider,
    exchanges: Exchange[] | undefined
  ): AttemptEvidence {
    const { evidence, logger } = this.dependencies
    try {
      return evidence.of(strategy, exchanges)
    } catch (error) {
      logger.warn(
        `${lineOf(row.provider_id)}: the evidence of attempt ${row.attempt_id} of ${row.id} could not be kept: ${messageOf(error)}`
      )
      return NO_EVIDENCE
    }
  }

  /**
   * Settles an attempt whose holder died or lost its lease. An attempt that was
   * never sent is simply pending again.
   *
   * @throws what the database answers: the next sweep finds the attempt again
   */
  async settleExpired(row: ExpiredRow): Promise<void> {
    const context = await this.context()
    const settlement = settleExpired(this.running(row), row, {
      ...context,
      // Its lease was a pause, and no provider has failed.
      chance: 0,
      unknown_since: this.unknownSince(row, context.now),
    })
    await this.batcher.add(
      this.rowOf(row, settlement, NO_EVIDENCE, { type: "silent" })
    )
  }

  /**
   * The time from which an effect of a freed lease's call counts as overdue:
   * the lease's end, by its holder's clock. That clock may be wrong, and the
   * holder may be alive and have sent just now. So the second read, which is
   * the one that proves something, comes no sooner than such a call has timed
   * out.
   */
  private unknownSince(
    { provider_id, lease_expires_at }: ExpiredRow,
    now: Date
  ): Date {
    const { registry, settleDelayMs } = this.dependencies
    const timeoutMs = registry.find(provider_id)?.settings.requestTimeoutMs ?? 0
    const earliest = now.getTime() + timeoutMs - 2 * settleDelayMs
    return new Date(Math.max(lease_expires_at.getTime(), earliest))
  }

  private running(row: ClaimedRow | ExpiredRow): Running {
    return {
      failure_count: row.failure_count,
      absent_count: row.absent_count,
      retry_until: row.retry_until,
      // The attempts before an expired one don't change how it ends.
      attempt_number: "attempt_number" in row ? row.attempt_number : 1,
      may_have_been_applied:
        "may_have_been_applied" in row && row.may_have_been_applied,
      was_seen_waiting: row.was_seen_waiting,
      capabilities: this.dependencies.registry.capabilities(
        row.provider_id,
        row.kind
      ),
    }
  }

  private async context(): Promise<SettleContext> {
    const { clock, chance, settleDelayMs, retryWindowMs } = this.dependencies
    return {
      now: await clock.now(),
      chance: chance(),
      settleDelayMs,
      retryWindowMs,
    }
  }

  private rowOf(
    row: ClaimedRow | ExpiredRow,
    settlement: Settlement,
    evidence: AttemptEvidence,
    health: Health,
    remaining: Decimal | null = null
  ): SettleRow {
    const { registry } = this.dependencies
    const waits =
      settlement.status === "pending" || settlement.status === "accepted"
    // A provider's message, code or reference may quote what it was sent.
    const error = registry.maskSecretsIn(
      settlement.last_error
    ) as LastError | null
    const reference = settlement.provider_reference ?? null
    return {
      attempt_id: row.attempt_id,
      cancellation_id: row.id,
      provider_order_id: row.provider_order_id,
      expired_at: "lease_expires_at" in row ? row.lease_expires_at : null,
      was_marked: "send_started_at" in row && row.send_started_at !== null,
      was_unsent: false,
      keeps_error: settlement.keeps_error ?? false,
      status: settlement.status,
      purpose: waits ? settlement.purpose : row.purpose,
      next_attempt_at: waits ? settlement.next_attempt_at : null,
      failure_count: waits ? settlement.failure_count : row.failure_count,
      absent_count:
        settlement.status === "pending" ? settlement.absent_count : 0,
      retry_until:
        settlement.status === "accepted" ? settlement.retry_until : null,
      last_error: error,
      proof:
        settlement.status === "succeeded"
          ? (registry.maskSecretsIn(settlement.proof) as Proof)
          : null,
      was_seen_waiting:
        settlement.status === "accepted"
          ? settlement.was_seen_waiting
          : row.was_seen_waiting,
      provider_reference: reference && registry.maskSecrets(reference),
      remaining,
      outcome: settlement.outcome,
      error,
      health,
      ...evidence,
    }
  }

  private async persist(given: SettleRow): Promise<void> {
    const { clock, logger } = this.dependencies
    let row = given
    let pause = REWRITE_PAUSE_MS
    for (;;) {
      try {
        if (!(await this.batcher.add(row))) {
          logger.warn(
            `${LOG_PREFIX} attempt ${row.attempt_id} of ${row.cancellation_id} ended as ${row.outcome}, but its lease had gone to another process; nothing was changed`
          )
        }
        return
      } catch (error) {
        // The outcome is kept while the database is gone for a while: nobody
        // else can know it. In the end the lease decides.
        logger.error(
          `${LOG_PREFIX} settling ${row.cancellation_id} as ${row.outcome} failed; ${this.stopped ? "given up, its lease will expire" : "tried again"}`,
          error as Error
        )
        if (this.stopped) {
          return
        }
        if (isOfTheData(error)) {
          if (row !== given) {
            return
          }
          // The database will never accept this row. The outcome is known all
          // the same, so the row is written without its evidence.
          row = { ...given, ...NO_EVIDENCE }
          continue
        }
        await clock.sleep(pause)
        pause = Math.min(pause * 2, REWRITE_PAUSE_CAP_MS)
      }
    }
  }

  private async write(rows: SettleRow[]): Promise<boolean[]> {
    const { sql, clock, logger, guard } = this.dependencies
    const { onSettled, onReleased, onImpeded, onWaiting } = this.dependencies
    const now = await clock.now()
    const ended = await settle(
      sql,
      rows,
      { now, retry_until: retryUntil(now, this.dependencies) },
      await guard.ledger()
    )
    const { settled, released, counted, changes, drifts, recovered, late } =
      ended
    changes.forEach((change) => {
      logChange(change, logger)
    })
    onImpeded(ended.impeded)
    late.forEach((attempt_id) => {
      logger.info(
        `${LOG_PREFIX} attempt ${attempt_id} came back with the provider's answer after its lease had gone to another process; nothing was sent meanwhile, so it counts`
      )
    })
    await this.resume(recovered, now)
    drifts.forEach((drift) => {
      logger.warn(driftLine(drift))
    })
    onSettled(settled)
    onReleased(released)
    for (const { next_attempt_at } of rows) {
      if (next_attempt_at) {
        onWaiting(next_attempt_at.getTime() - now.getTime())
      }
    }
    return rows.map((row) => counted.has(row))
  }

  /**
   * A provider that can't be resumed now doesn't undo what was settled: it is
   * probed again in a while, and resumed then.
   */
  private async resume(providerIds: string[], now: Date): Promise<void> {
    const { sql, logger } = this.dependencies
    for (const id of providerIds) {
      try {
        if (await resumeProvider(sql, id, now, "auth")) {
          logger.info(`${lineOf(id)} takes our calls again; it goes on.`)
        }
      } catch (error) {
        logger.warn(
          `${lineOf(id)} takes our calls again, but ending its pause failed; it is tried again: ${(error as Error).message}`
        )
      }
    }
  }
}

const settlementOf = (
  row: ClaimedRow,
  result: EndedRun,
  running: Running,
  context: SettleContext
): Settlement => {
  switch (result.type) {
    case "sent":
      return settleSend(running, result.outcome, context)
    case "prepared":
      return settlePrepared(running, result.outcome, context)
    case "read":
      return row.purpose === "poll"
        ? settlePoll(running, result.reading, context)
        : settleReadBack(running, result.reading, context)
    case "unsent":
      return settleUnsent(row.purpose, running, result.error, row.due_at)
  }
}

const lineOf = (providerId: string): string =>
  `${LOG_PREFIX} provider "${providerId}"`

/** Only a decimal can be compared; any other value is no reason to fail. */
const remainingIn = (outcome: Outcome): Decimal | null =>
  outcome.type === "succeeded" &&
  /^-?\d+(\.\d+)?$/.test(outcome.remaining ?? "")
    ? (outcome.remaining as Decimal)
    : null

/** Logs one line for each change, which says what an operator should do. */
const logChange = (change: HealthChange, logger: Logger): void => {
  const who = lineOf(change.provider_id)
  switch (change.type) {
    case "paused":
      logger.error(
        `${who} is paused, nothing more is sent to it: ${change.reason} It is tried again every 5 minutes, and goes on by itself.`
      )
      break
    case "opened":
      logger.warn(
        `${who} fails too often, or asked to be left alone: nothing is sent to it until ${change.until.toISOString()}.`
      )
      break
    case "closed":
      logger.info(`${who} answers again; it goes on.`)
  }
}

const settleExpired = (
  running: Running,
  row: ExpiredRow,
  context: SettleContext
): Settlement => {
  const error = {
    code: "lease_expired",
    message: row.send_started_at
      ? "The process that sent it did not come back with an answer."
      : "The process that held it ended before anything was sent.",
    provider_code: null,
    provider_message: null,
  }
  if (row.purpose === "send") {
    if (row.send_started_at) {
      return settleSend(running, { type: "unknown", error }, context)
    }
    return settleUnsent("send", running, error, context.now)
  }
  const failed = { type: "failed" as const, error }
  return row.purpose === "poll"
    ? settlePoll(running, failed, context)
    : settleReadBack(running, failed, context)
}
