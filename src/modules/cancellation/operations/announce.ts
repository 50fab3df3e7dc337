import { IEventBusModuleService, Logger } from "@medusajs/framework/types"
import { CancellationStatus } from "../core/status"
import { SettledRow } from "../ledger/settle-row"
import { LOG_PREFIX } from "../core/log-prefix"
import {
  CancellationEventName,
  CancellationEvents,
} from "../../../types/events"

/** Each is sent at most once: the ledger is the truth. */
const EVENTS: Partial<Record<CancellationStatus, CancellationEventName>> = {
  succeeded: CancellationEvents.SUCCEEDED,
  rejected: CancellationEvents.REJECTED,
  needs_review: CancellationEvents.NEEDS_REVIEW,
}

/** Announces cancellations that were settled. */
export class Announcer {
  constructor(
    private readonly logger: Logger,
    private readonly eventBus: IEventBusModuleService | null
  ) {}

  /** Writes one log line and emits one event for each row. Never throws. */
  announce(rows: SettledRow[]): void {
    const messages = []
    for (const { id, status, provider_id, kind } of rows) {
      if (status !== "pending" && status !== "accepted") {
        this.logger.info(
          `${LOG_PREFIX} ${kind} ${id} at "${provider_id}": ${status}`
        )
      }
      const name = EVENTS[status]
      if (name) {
        messages.push({ name, data: { id } })
      }
    }
    if (messages.length && this.eventBus) {
      void Promise.resolve(this.eventBus.emit(messages)).catch(
        (error: unknown) => {
          this.logger.warn(
            `${LOG_PREFIX} emitting events failed: ${(error as Error).message}`
          )
        }
      )
    }
  }
}
