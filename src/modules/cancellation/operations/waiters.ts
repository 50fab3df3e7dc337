import { Clock } from "../clock/clock"
import { statusesOf } from "../ledger/find-cancellations"
import { Sql } from "../ledger/sql"

/**
 * How often a waiting request looks whether another process settled something.
 */
const WAIT_POLL_MS = 250

/** Tells requests that wait in this process that a cancellation was settled. */
export class Waiters {
  private readonly waiting = new Map<string, Set<() => void>>()

  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock
  ) {}

  /**
   * Waits until none of these cancellations is in flight or is about to be, or
   * until the time, in milliseconds, is over. Another process may be the one
   * that sends them; what waits at a paused provider isn't waited for.
   */
  async untilSettled(ids: string[], timeoutMs: number): Promise<void> {
    const endsAt = this.clock.monotonic() + timeoutMs
    for (;;) {
      const settled = this.next(ids)
      try {
        const rows = await statusesOf(this.sql, ids)
        const waits = rows.some(
          ({ status, is_paused }) =>
            status === "in_progress" || (status === "pending" && !is_paused)
        )
        const left = endsAt - this.clock.monotonic()
        if (!waits || left <= 0) {
          return
        }
        await Promise.race([
          settled.promise,
          this.clock.sleep(Math.min(WAIT_POLL_MS, left)),
        ])
      } finally {
        settled.cancel()
      }
    }
  }

  /** Resolves when one of these ids is settled. Cancel it when you are done. */
  private next(ids: string[]): { promise: Promise<void>; cancel: () => void } {
    let wake: () => void = () => undefined
    const promise = new Promise<void>((resolve) => {
      wake = resolve
    })
    for (const id of ids) {
      const others = this.waiting.get(id) ?? new Set()
      this.waiting.set(id, others.add(wake))
    }
    return {
      promise,
      cancel: () => {
        for (const id of ids) {
          const others = this.waiting.get(id)
          others?.delete(wake)
          if (others?.size === 0) {
            this.waiting.delete(id)
          }
        }
      },
    }
  }

  notify(ids: string[]): void {
    for (const id of ids) {
      this.waiting.get(id)?.forEach((wake) => {
        wake()
      })
    }
  }
}
