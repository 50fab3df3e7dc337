import { Sql } from "../../../../src/modules/cancellation/ledger/sql"
import { VirtualClock } from "../../../support/virtual-clock"

class ConnectionRefused extends Error {
  readonly code = "ECONNREFUSED"
}

/** A process's connection to its database. Others have their own. */
export class Link {
  private cut: { how: "away" | "read_only"; until: number } | null = null

  constructor(private readonly clock: VirtualClock) {}

  cutOff(how: "away" | "read_only", ms: number): void {
    this.cut = { how, until: this.clock.monotonic() + ms }
  }

  /** The database over this link. */
  sql(real: Sql): Sql {
    const inOne = (
      work: (trx: Sql) => Promise<unknown>,
      config?: never
    ): Promise<unknown> =>
      real.transaction(async (trx) => {
        if (this.state() === "read_only") {
          await trx.raw("set transaction read only")
        }
        const answer = await work(trx)
        this.check()
        return answer
      }, config)

    return {
      raw: async (...args: [string, never]): Promise<unknown> => {
        this.check()
        return this.state() === "read_only"
          ? inOne((trx) => trx.raw(...args))
          : real.raw(...args)
      },
      transaction: async (
        work: (trx: Sql) => Promise<unknown>,
        config: never
      ): Promise<unknown> => {
        this.check()
        return inOne(work, config)
      },
    } as unknown as Sql
  }

  private state(): "up" | "away" | "read_only" {
    return this.cut && this.clock.monotonic() < this.cut.until
      ? this.cut.how
      : "up"
  }

  private check(): void {
    if (this.state() === "away") {
      throw new ConnectionRefused("connect ECONNREFUSED: the database is away")
    }
  }
}
