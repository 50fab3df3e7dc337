import { Clock } from "../clock/clock"
import { isUnimpeded } from "../ledger/gate"
import { Sql } from "../ledger/sql"
import { RegisteredProvider } from "../providers/registry"
import { Pace } from "./pace"
import { HELD_BACK, RunResult, STOPPED, healthOf } from "./run-result"
import { Slots } from "./slots"

/** What waited longer in line asks again whether it may go. */
const LONG_WAIT_MS = 1_000

/**
 * As many attempts may wait for a slot, for each call that may be in flight.
 * With them a slot that becomes free is taken at once, and doesn't stand empty
 * until the next claim. In a trial at 100 ms, half as many brought less.
 */
const AHEAD_PER_CALL = 2

export interface AdmissionDependencies {
  sql: Sql
  clock: Clock
  leaseMs: number
  provider: RegisteredProvider
}

/**
 * Lets one provider's claimed attempts go, as many at once as it has slots, and
 * hands back what waits as soon as nothing may be sent any more.
 */
export class Admission {
  private readonly slots: Slots
  private readonly pace: Pace
  private stopped = false
  /** By the last look: nothing is sent to the provider, but perhaps a probe. */
  private impeded = false
  private holdBacks = 0

  constructor(private readonly dependencies: AdmissionDependencies) {
    const { clock, provider } = dependencies
    this.slots = new Slots(provider.settings.concurrency)
    this.pace = new Pace(clock)
  }

  /** Whether what is claimed now would go at once. */
  get isFree(): boolean {
    return this.slots.areFree
  }

  /** How many wait in line. */
  get waiting(): number {
    return this.slots.waiting
  }

  /** Changes whenever something was held back. */
  get version(): number {
    return this.holdBacks
  }

  /**
   * How many may be claimed to wait for a slot: never more than the provider
   * answers in a second, because if this process dies, they wait for the end of
   * its lease. At a provider with a rate, none: its calls wait for their turn.
   * And none where a lease is hardly longer than a call, which has to have its
   * whole time left when its slot is free.
   */
  ahead(): number {
    const { leaseMs, provider } = this.dependencies
    const { settings, limiter } = provider
    return limiter || this.impeded || settings.requestTimeoutMs * 2 > leaseMs
      ? 0
      : Math.min(settings.concurrency * AHEAD_PER_CALL, this.pace.perSecond())
  }

  /** Hands back what waits, and lets nothing more go. */
  stop(): void {
    this.stopped = true
    this.slots.sendBack()
  }

  /** Hands back what waits: nothing may be sent for now. */
  holdBack(): void {
    this.impeded = true
    this.holdBacks += 1
    this.slots.sendBack()
  }

  /**
   * What a claim has seen of the provider's state, once its rows are in line.
   *
   * @param isImpeded - null: it has seen nothing
   * @param version - from before the claim. What was found out since is newer
   */
  learnFromClaim(isImpeded: boolean | null, version: number): void {
    this.impeded = this.holdBacks !== version || (isImpeded ?? this.impeded)
    if (this.impeded) {
      this.slots.sendBack()
    }
  }

  /**
   * Waits for a slot, and makes the call in it.
   *
   * @param call - is told whether it has waited for so long that its mark may be
   * older than somebody's decision
   */
  async enter(
    call: (waitedLong: boolean) => Promise<RunResult>
  ): Promise<RunResult> {
    const { clock } = this.dependencies
    const askedAt = clock.monotonic()
    if (this.stopped || !(await this.slots.take())) {
      return this.stopped ? STOPPED : HELD_BACK
    }
    const takenAt = clock.monotonic()
    const waitedLong = takenAt - askedAt > LONG_WAIT_MS
    try {
      if (waitedLong && !(await this.isUnimpeded())) {
        this.holdBack()
        return HELD_BACK
      }
      const result = await call(waitedLong)
      this.learn(result, clock.monotonic() - takenAt)
      return result
    } finally {
      this.slots.free()
    }
  }

  /** Before the slot goes to the next in line. */
  private learn(result: RunResult, tookMs: number): void {
    if (result.type === "not_marked") {
      return
    }
    if (result.type === "sent" || result.type === "read") {
      this.pace.count(tookMs)
    }
    if (healthOf(result).type === "unauthorized") {
      this.holdBack()
    }
  }

  /** Whether the provider may still be called. No, if that can't be asked. */
  private async isUnimpeded(): Promise<boolean> {
    const { sql, provider } = this.dependencies
    try {
      return await isUnimpeded(sql, provider.id)
    } catch {
      return false
    }
  }
}
