import { Clock } from "./clock"
import { systemTimer } from "./timer"
import { Sql } from "../ledger/sql"

/**
 * How long a reading of the database's clock is trusted. Between readings the
 * time advances by the process's monotonic clock, which drifts by far less than
 * a millisecond in this time.
 */
const TRUSTED_FOR_MS = 10_000

/**
 * The database's clock, so that leases and windows mean the same to every
 * process whatever their own clocks say.
 */
export class DatabaseClock implements Clock {
  readonly monotonic = systemTimer.monotonic

  readonly sleep = systemTimer.sleep

  private reading: { at: number; epochMs: number } | null = null
  private pending: Promise<void> | null = null

  constructor(private readonly sql: Sql) {}

  async now(): Promise<Date> {
    if (!this.reading || this.monotonic() - this.reading.at > TRUSTED_FOR_MS) {
      this.pending ??= this.read().finally(() => {
        this.pending = null
      })
      try {
        await this.pending
      } catch (error) {
        // The database is away. Without any reading the time is unknown. With
        // an older reading the time advances, because results that arrived
        // meanwhile need it.
        if (!this.reading) {
          throw error
        }
      }
    }
    const { at, epochMs } = this.reading as NonNullable<typeof this.reading>
    return new Date(Math.round(epochMs + this.monotonic() - at))
  }

  private async read(): Promise<void> {
    const before = this.monotonic()
    const { rows } = await this.sql.raw<{ rows: { ms: string }[] }>(
      "select extract(epoch from clock_timestamp()) * 1000 as ms"
    )
    const after = this.monotonic()
    // The database read its clock about half way through the round trip.
    this.reading = {
      at: (before + after) / 2,
      epochMs: Number(rows[0]?.ms),
    }
  }
}
