import { callOf } from "../core/call"
import { ClaimedRow } from "../core/claimed-row"
import { LOG_PREFIX } from "../core/log-prefix"
import { Patience } from "../providers/patience"
import { RegisteredProvider } from "../providers/registry"
import { ROOT, traced } from "../traced"
import { Admission } from "./admission"
import { ClaimDependencies, Claims } from "./claims"
import { Lease } from "./lease"
import { runClaimed } from "./run"
import { RunResult, nameOf } from "./run-result"

export interface RunnerDependencies extends ClaimDependencies {
  markSending: (
    row: ClaimedRow,
    provider: RegisteredProvider,
    baseline: unknown
  ) => Promise<boolean>
  /** Settles an attempt and stores its outcome. Never rejects. */
  settle: (row: ClaimedRow, result: RunResult) => Promise<void>
}

/** The most attempts held at once, for each call that may be in flight. */
const HELD_PER_CALL = 2

/**
 * This part of all slots is worth a claim. A claim takes more if more are free:
 * where a provider answers at once, the claims are what limits the rate, and
 * one of 200 rows takes the database a sixth less for each than two of 100.
 */
const WORTH_A_CLAIM = 2

/** How long free slots wait for more, and how often they look for new ones. */
const GATHER_MS = 24
const GATHER_STEP_MS = 3

/**
 * Sends one provider's cancellations, with never more calls in flight than its
 * `concurrency`. Each provider has its own runner, so that a slow or dead
 * provider takes nothing from the others.
 */
export class ProviderRunner {
  private readonly leases = new Map<string, Lease>()
  /** The number of attempts that were claimed and not answered yet. */
  private unanswered = 0
  private readonly runs = new Set<Promise<void>>()
  private draining: Promise<void> | null = null
  private wanted = false
  private stopped = false
  /** By the last claim: it took as many as it could. */
  private moreIsDue = false
  private slotFreed: () => void = () => undefined
  private readonly patience: Patience
  private readonly claims: Claims
  private readonly admission: Admission

  constructor(private readonly dependencies: RunnerDependencies) {
    const { clock, leaseMs, provider, logger } = dependencies
    this.claims = new Claims(dependencies)
    this.admission = new Admission(dependencies)
    this.patience = new Patience(
      clock,
      leaseMs + provider.settings.requestTimeoutMs,
      logger
    )
  }

  get providerId(): string {
    return this.dependencies.provider.id
  }

  /** The leases of the calls that are in flight, for the heartbeat. */
  held(): Lease[] {
    return [...this.leases.values()]
  }

  isIdle(): boolean {
    return !this.draining && !this.runs.size
  }

  /** Looks for work, in the background, until there is none. */
  kick(): void {
    this.wanted = true
    if (!this.draining && !this.stopped) {
      this.draining = this.drain().finally(() => {
        this.draining = null
        // A kick may have come between the last look and this line.
        if (this.wanted) {
          this.kick()
        }
      })
    }
  }

  /** Resolves when nothing is in flight and nothing more was found. */
  async idle(): Promise<void> {
    while (!this.isIdle()) {
      await Promise.all([this.draining, ...this.runs])
    }
  }

  /** Makes no more claims, and hands back what waits; calls in flight go on. */
  stop(): void {
    this.stopped = true
    this.wanted = false
    this.admission.stop()
    this.slotFreed()
  }

  /** Hands back what waits for a slot: nothing may be sent for now. */
  holdBack(): void {
    this.admission.holdBack()
  }

  /**
   * A slot is free again once the answer is there, while the attempt is still
   * being settled. Otherwise slots would stand empty while the database writes,
   * and the provider would be asked less than it could answer. The number of
   * attempts being settled is bounded too, in case the database is slow.
   */
  private freeSlots(): number {
    const { settings, limiter } = this.dependencies.provider
    const { concurrency } = settings
    const ahead = this.admission.ahead()
    const free = Math.min(
      concurrency + ahead - this.unanswered,
      concurrency * HELD_PER_CALL + ahead - this.leases.size
    )
    return limiter ? Math.min(free, Math.max(1, limiter.available())) : free
  }

  /**
   * Answers come in bursts, and a claim of one row costs the database about as
   * much as one of ten. So, while calls are in flight, free slots wait for more
   * free slots: as long as something was claimed ahead, and otherwise as long
   * as more come. In claims of up to 33 rows PostgreSQL took 720 microseconds a
   * call, in those of up to 100 it took 480.
   */
  private async gather(): Promise<void> {
    const { concurrency } = this.dependencies.provider.settings
    let waited = 0
    for (;;) {
      const free = this.freeSlots()
      const isEnough = free >= Math.ceil(concurrency / WORTH_A_CLAIM)
      if (this.stopped || free <= 0 || this.unanswered === 0 || isEnough) {
        return
      }
      if (this.admission.waiting > 0) {
        await this.nextFreed()
      } else if (waited < GATHER_MS) {
        waited += GATHER_STEP_MS
        await new Promise((resolve) => setTimeout(resolve, GATHER_STEP_MS))
        if (this.freeSlots() <= free) {
          return
        }
      } else {
        return
      }
    }
  }

  private nextFreed(): Promise<void> {
    return new Promise<void>((resolve) => {
      this.slotFreed = resolve
    })
  }

  private isStopped(): boolean {
    return this.stopped
  }

  private async drain(): Promise<void> {
    const { settings } = this.dependencies.provider
    while (this.wanted && !this.isStopped()) {
      if (this.freeSlots() <= 0) {
        await this.nextFreed()
        continue
      }
      await this.gather()
      const free = this.freeSlots()
      if (this.isStopped() || free <= 0) {
        continue
      }
      this.wanted = false
      const asked = Math.min(free, settings.concurrency)
      const { version } = this.admission
      const { claimed, isImpeded } = await this.claims.take(
        asked,
        this.admission.isFree
      )
      for (const row of claimed) {
        this.start(row.row, row.lease)
      }
      this.admission.learnFromClaim(isImpeded, version)
      // More cancellations may be due than one claim takes.
      this.moreIsDue = claimed.length === asked
      this.wanted ||= this.moreIsDue
    }
  }

  private start(row: ClaimedRow, lease: Lease): void {
    this.leases.set(lease.token, lease)
    this.unanswered += 1
    const run = this.run(row, lease)
      .catch((error: unknown) => {
        // Nobody awaits a run, so an error that left here would end the
        // process.
        this.dependencies.logger.error(
          `${LOG_PREFIX} the attempt ${lease.token} of ${row.id} broke off; its lease will expire`,
          error as Error
        )
      })
      .finally(() => {
        this.leases.delete(lease.token)
        this.runs.delete(run)
        this.slotFreed()
        // The lane is free now: the next cancellation of the same provider
        // order may go.
        this.kick()
      })
    this.runs.add(run)
  }

  private async run(row: ClaimedRow, lease: Lease): Promise<void> {
    const { logger, settle } = this.dependencies
    let end: () => void = () => undefined
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    try {
      const result = await this.admitted(row, lease, (late) => {
        this.settleLate(row, late, ended)
      })
      if (result.type === "not_marked") {
        logger.warn(
          `${LOG_PREFIX} ${row.id} was not sent: its lease is not held any more`
        )
        return
      }
      await settle(row, result)
    } finally {
      end()
    }
  }

  /**
   * Settles a late answer. Its lease is given up, so the answer counts only if
   * nothing was sent since. It is written after the attempt's end, never with
   * it: a process that stood still learns in the same moment that its patience
   * is over and what the answer is.
   */
  private settleLate(
    row: ClaimedRow,
    result: RunResult,
    ended: Promise<void>
  ): void {
    const { logger, settle } = this.dependencies
    const settled = ended
      .then(() => settle(row, result))
      .catch((error: unknown) => {
        logger.error(
          `${LOG_PREFIX} what came late of ${row.id} could not be settled`,
          error as Error
        )
      })
      .finally(() => {
        this.runs.delete(settled)
      })
    this.runs.add(settled)
  }

  private callTraced(
    row: ClaimedRow,
    lease: Lease,
    onLate: (result: RunResult) => void
  ): Promise<RunResult> {
    return traced(
      "cancellation.call",
      {
        "cancellation.id": row.id,
        "cancellation.provider": row.provider_id,
        "cancellation.kind": row.kind,
        "cancellation.purpose": row.purpose,
        "cancellation.attempt": row.attempt_number,
        "order.id": row.order_id,
      },
      async (span) => {
        const result = await this.call(row, lease, onLate)
        span.set({ "cancellation.result": nameOf(result) })
        return result
      },
      ROOT
    )
  }

  private async admitted(
    row: ClaimedRow,
    lease: Lease,
    onLate: (result: RunResult) => void
  ): Promise<RunResult> {
    try {
      return await this.admission.enter((waitedLong) =>
        this.callTraced(
          waitedLong ? { ...row, is_marked: false } : row,
          lease,
          onLate
        )
      )
    } finally {
      this.unanswered -= 1
      if (this.moreIsDue) {
        this.kick()
      }
      this.slotFreed()
    }
  }

  private async call(
    row: ClaimedRow,
    lease: Lease,
    onLate: (result: RunResult) => void
  ): Promise<RunResult> {
    const { provider, clock, logger, markSending } = this.dependencies
    return runClaimed(row, callOf(row), lease, {
      provider,
      logger,
      now: await clock.now(),
      markSending: (baseline) => markSending(row, provider, baseline),
      patience: this.patience,
      isStopped: () => this.stopped,
      onLate,
    })
  }
}
