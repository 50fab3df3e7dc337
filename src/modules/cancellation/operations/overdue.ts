import { announceOverdue } from "../ledger/overdue"
import { OperationContext } from "./context"

/** Finds what waits for too long. */
export class Overdue {
  constructor(private readonly context: OperationContext) {}

  async announce(): Promise<void> {
    const { sql, clock, options } = this.context
    const now = await clock.now()
    // What began to wait at that time has its window end here.
    const windowEndsBefore =
      now.getTime() - options.overdueMs + options.retryWindowMs
    await announceOverdue(sql, new Date(windowEndsBefore), now)
  }
}
