import { Logger } from "@medusajs/framework/types"
import { generateEntityId } from "@medusajs/framework/utils"
import {
  Configuration,
  GONE_AFTER_MS,
  PRESENT_MS,
  RENEW_MS,
  RunningConfiguration,
  disagreementOf,
  inLists,
} from "../core/presence"
import {
  deleteProcess,
  otherProcesses,
  renewProcess,
} from "../ledger/processes"
import { inTransaction } from "../ledger/sql"
import { renewStartTimes } from "../ledger/start-times"
import { PluginOptions } from "../options"
import { OperationContext } from "./context"
import { AutomatedSource } from "../core/vocabulary"
import { LOG_PREFIX } from "../core/log-prefix"

/** How long the entry of a process that ended is kept. */
const FORGET_AFTER_MS = 86_400_000

/** The automations that are switched on. */
export const enabledSources = ({
  automation,
}: Pick<PluginOptions, "automation">): AutomatedSource[] => [
  ...(automation.orderCanceled ? (["order_canceled"] as const) : []),
  ...(automation.orderEdited ? (["order_edited"] as const) : []),
  ...(automation.paymentRefunded ? (["payment_refunded"] as const) : []),
]

const before = (time: Date, ms: number): Date => new Date(time.getTime() - ms)

/**
 * Start times follow the processes that are present. Each process writes every
 * minute which automations it has switched on: a new one starts then. An
 * automation that is switched off loses its start time, so that switching it on
 * again doesn't reach into the past. A single process that lacks it, as in a
 * rolling deployment, doesn't switch it off.
 */
export class StartTimes {
  private readonly id = generateEntityId(undefined, "cnpr")
  /** By the monotonic clock; null: not renewed yet. */
  private renewedAt: number | null = null
  private renewing: Promise<void> | null = null
  /** The last line that was logged about a disagreement. */
  private said = ""
  private keeping: NodeJS.Timeout | undefined

  constructor(
    private readonly context: OperationContext,
    private readonly logger: Logger
  ) {}

  /**
   * Renews this process's configuration, now and from now on. It begins with
   * the first piece of work: jobs run in some processes only, and this plugin's
   * service also exists in processes that only migrate the database.
   */
  async keep(): Promise<void> {
    this.keeping ??= setInterval(() => {
      this.ensure().catch((error: unknown) => {
        this.logger.warn(
          `${LOG_PREFIX} which providers this process has could not be written down, and is again in a minute: ${(error as Error).message}`
        )
      })
    }, RENEW_MS).unref()
    await this.ensure()
  }

  /** Stops the renewing. Called before a shutdown that may take a while. */
  stopKeeping(): void {
    clearInterval(this.keeping)
  }

  /**
   * Renews the start times if that is due. Without them nothing may be
   * captured.
   */
  async ensure(): Promise<void> {
    const at = this.context.clock.monotonic()
    if (this.renewedAt === null || at - this.renewedAt >= RENEW_MS) {
      this.renewing ??= this.renew(at).finally(() => {
        this.renewing = null
      })
      await this.renewing
    }
  }

  /**
   * The configurations of the store's processes, if they aren't all the same.
   */
  async disagreement(): Promise<RunningConfiguration[] | null> {
    await this.ensure()
    return this.compared(await this.context.clock.now())
  }

  /**
   * Ends the presence of this process, so that it disagrees with no other. If
   * that can't be written, the process counts as running for three minutes
   * more.
   */
  async leave(): Promise<void> {
    this.stopKeeping()
    try {
      await deleteProcess(this.context.sql, this.id)
    } catch (error) {
      this.logger.warn(
        `${LOG_PREFIX} that this process ends could not be written down: ${(error as Error).message}`
      )
    }
  }

  private async renew(at: number): Promise<void> {
    const { sql, clock } = this.context
    const now = await clock.now()
    const { providers, sources } = this.configuration()
    await inTransaction(sql, (trx) =>
      renewStartTimes(
        trx,
        providers.flatMap((provider_id) =>
          sources.map((source) => ({
            id: generateEntityId(undefined, "cnst"),
            provider_id,
            source,
          }))
        ),
        {
          now,
          gone: before(now, GONE_AFTER_MS),
          watched: before(now, PRESENT_MS),
        }
      )
    )
    await renewProcess(
      sql,
      { id: this.id, providers, sources },
      now,
      before(now, FORGET_AFTER_MS)
    )
    this.tell(await this.compared(now))
    this.renewedAt = at
  }

  private async compared(now: Date): Promise<RunningConfiguration[] | null> {
    const others = await otherProcesses(
      this.context.sql,
      this.id,
      before(now, PRESENT_MS)
    )
    return disagreementOf([this.configuration(), ...others])
  }

  /** Logs each change once: a rolling deployment takes minutes. */
  private tell(disagreement: RunningConfiguration[] | null): void {
    const lists = disagreement ? inLists(disagreement) : ""
    if (lists !== this.said) {
      this.said = lists
      if (lists) {
        this.logger.warn(
          `${LOG_PREFIX} processes of this store run with different providers or automations: ${lists}. While a deployment is under way that is normal; otherwise give all of them the same configuration.`
        )
      } else {
        this.logger.info(
          `${LOG_PREFIX} all processes of this store run with the same providers and automations again`
        )
      }
    }
  }

  private configuration(): Configuration {
    const { registry, options } = this.context
    return { providers: registry.ids(), sources: enabledSources(options) }
  }
}
