import { IEventBusModuleService, Logger } from "@medusajs/framework/types"
import type { CancellationEventName } from "../../../types/events"
import { Clock } from "../clock/clock"
import { Announcement } from "../core/announcement"
import { LOG_PREFIX } from "../core/log-prefix"
import {
  ANNOUNCED_AT_ONCE,
  Audience,
  takeAnnouncements,
} from "../ledger/announcements"
import { SettledRow } from "../ledger/settle-row"
import { Sql, inTransaction } from "../ledger/sql"
import { inTime } from "./in-time"

const BUS_PATIENCE_MS = 10_000

export interface AnnouncerDependencies {
  sql: Sql
  clock: Clock
  logger: Logger
  eventBus: IEventBusModuleService | null
  /** Who has to be told of which event, beside the bus. */
  audience: Audience[]
}

/**
 * Passes what the ledger has to announce to the event bus, at least once. It
 * begins as soon as something is settled; the sweep begins it too, and so finds
 * what a process left behind that ended in between.
 */
export class Announcer {
  private running: Promise<void> | null = null
  private isWanted = false

  constructor(private readonly dependencies: AnnouncerDependencies) {}

  /** One line of the log for each that has come to an end. */
  log(
    rows: Pick<SettledRow, "id" | "status" | "provider_id" | "kind">[]
  ): void {
    for (const { id, status, provider_id, kind } of rows) {
      if (status !== "pending" && status !== "accepted") {
        this.dependencies.logger.info(
          `${LOG_PREFIX} ${kind} ${id} at "${provider_id}": ${status}`
        )
      }
    }
  }

  /** Begins in the background. Never throws. */
  kick(): void {
    this.isWanted = true
    this.running ??= this.run().finally(() => {
      this.running = null
    })
  }

  /** Resolves when this process passes nothing on. */
  async idle(): Promise<void> {
    await this.running
  }

  private async run(): Promise<void> {
    try {
      while (this.isWanted) {
        // What is written from now on may be missed by this round.
        this.isWanted = false
        const passed = await this.passOn()
        this.isWanted ||= passed === ANNOUNCED_AT_ONCE
      }
    } catch (error) {
      this.dependencies.logger.warn(
        `${LOG_PREFIX} events could not be passed on, and are again within seconds: ${(error as Error).message}`
      )
    }
  }

  private passOn(): Promise<number> {
    const { sql, audience } = this.dependencies
    return inTransaction(sql, async (trx) => {
      const taken = await takeAnnouncements(trx, audience)
      await this.emit(taken)
      return taken.length
    })
  }

  private async emit(announcements: Announcement[]): Promise<void> {
    const { clock, eventBus } = this.dependencies
    if (!eventBus || !announcements.length) {
      return
    }
    await inTime(
      eventBus.emit(announcements.map(messageOf)),
      BUS_PATIENCE_MS,
      clock,
      "the event bus"
    )
  }
}

const messageOf = ({
  name,
  subject_id,
  reason,
}: Announcement): {
  name: CancellationEventName
  data: { id: string; reason?: string | null }
} => ({
  name,
  data: name.startsWith("cancellation_provider.")
    ? { id: subject_id, reason }
    : { id: subject_id },
})
