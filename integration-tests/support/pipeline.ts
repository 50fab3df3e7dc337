import { IEventBusModuleService, Logger } from "@medusajs/framework/types"
import {
  AbstractCancellationProvider,
  ProviderHttpClient,
  Unit,
} from "../../src/provider-kit"
import { Clock } from "../../src/modules/cancellation/clock/clock"
import { Dispatcher } from "../../src/modules/cancellation/dispatcher/dispatcher"
import {
  CancellationPipeline,
  createPipeline,
} from "../../src/modules/cancellation/pipeline"
import { Sql, rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { CancelPreviews } from "../../src/modules/cancellation/operations/cancel-previews"
import { Announcer } from "../../src/modules/cancellation/operations/announce"
import { Capture } from "../../src/modules/cancellation/operations/capture"
import { ReductionCapture } from "../../src/modules/cancellation/operations/capture-reduction"
import { OperationContext } from "../../src/modules/cancellation/operations/context"
import { DriftCheck } from "../../src/modules/cancellation/operations/drift-check"
import { Messenger } from "../../src/modules/cancellation/operations/messenger"
import { OrderCancel } from "../../src/modules/cancellation/operations/order-cancel"
import { Overdue } from "../../src/modules/cancellation/operations/overdue"
import { ProviderOrderBook } from "../../src/modules/cancellation/operations/provider-orders"
import { Providers } from "../../src/modules/cancellation/operations/providers"
import { Repair } from "../../src/modules/cancellation/operations/repair"
import { StartTimes } from "../../src/modules/cancellation/operations/start-times"
import {
  PluginOptions,
  parsePluginOptions,
} from "../../src/modules/cancellation/options"
import { ProviderRegistry } from "../../src/modules/cancellation/providers/registry"
import {
  CaptureCancelsInput,
  CaptureVoidInput,
} from "../../src/modules/cancellation/types"
import { ItemMapping } from "../../src/provider-kit"

export interface LoggedLine {
  level: string
  text: string
}

/** A logger that keeps the last lines that it is told; by default, all. */
export const recordingLogger = (
  most = Infinity
): Logger & { lines: LoggedLine[] } => {
  const lines: LoggedLine[] = []
  const at =
    (level: string) =>
    (...args: unknown[]): void => {
      lines.push({
        level,
        text: args
          .map((arg) =>
            arg instanceof Error ? (arg.stack ?? "") : String(arg)
          )
          .join(" "),
      })
      if (lines.length > most) {
        lines.shift()
      }
    }
  return {
    lines,
    error: at("error"),
    warn: at("warn"),
    info: at("info"),
    debug: at("debug"),
    log: at("log"),
    panic: at("panic"),
  } as unknown as Logger & { lines: LoggedLine[] }
}

export interface PipelineRow {
  id: string
  status: string
  purpose: string
  attempt_count: number
  next_attempt_at: Date | null
  lease_token: string | null
  last_error: { code: string; message: string; cause?: string } | null
  provider_reference: string | null
  kind: string
}

export interface AttemptRow {
  number: number
  purpose: string
  outcome: string | null
  send_started_at: Date | null
  request: unknown
  response: unknown
  error: { code: string } | null
  baseline: unknown
}

export interface PipelineInput {
  sql: Sql
  clock: Clock
  providers: Record<string, AbstractCancellationProvider>
  options?: Record<string, unknown>
  concurrency?: number
  requestsPerSecond?: number
  /** What each provider goes after, by id. */
  after?: Record<string, string[]>
  chance?: () => number
  eventBus?: Pick<IEventBusModuleService, "emit">
  /** How many lines the logger keeps. Default: all. */
  keptLines?: number
}

/** The plugin's part of one process, without Medusa. */
export class Pipeline {
  readonly logger: ReturnType<typeof recordingLogger>
  readonly options: PluginOptions
  readonly registry: ProviderRegistry
  /** As they were given. The registry has them behind its border. */
  readonly strategies: Record<string, AbstractCancellationProvider>
  private readonly sql: Sql
  private readonly parts: CancellationPipeline

  constructor(input: PipelineInput) {
    this.logger = recordingLogger(input.keptLines)
    this.sql = input.sql
    this.strategies = input.providers
    this.options = parsePluginOptions(input.options ?? {})
    this.registry = new ProviderRegistry(
      Object.entries(input.providers).map(([id, strategy]) => ({
        id,
        identifier: strategy.identifier,
        strategy,
        settings: {
          concurrency: input.concurrency ?? 10,
          trustCartMetadata: false,
          refundsOf: [],
          after: input.after?.[id],
          requestTimeoutMs: this.options.requestTimeoutMs,
          requestsPerSecond: input.requestsPerSecond,
        },
        client: new ProviderHttpClient({
          concurrency: input.concurrency ?? 10,
          requestTimeoutMs: this.options.requestTimeoutMs,
          allowPrivateHosts: [],
        }),
      })),
      this.logger
    )
    this.parts = createPipeline({
      sql: input.sql,
      clock: input.clock,
      logger: this.logger,
      registry: this.registry,
      options: this.options,
      chance: input.chance,
      eventBus: input.eventBus as IEventBusModuleService | undefined,
    })
  }

  get context(): OperationContext {
    return this.parts.context
  }

  get dispatcher(): Dispatcher {
    return this.parts.dispatcher
  }

  get capture(): Capture {
    return this.parts.capture
  }

  get cancelPreviews(): CancelPreviews {
    return this.parts.cancelPreviews
  }

  get reductions(): ReductionCapture {
    return this.parts.reductions
  }

  get orderCancel(): OrderCancel {
    return this.parts.orderCancel
  }

  get book(): ProviderOrderBook {
    return this.parts.book
  }

  get repair(): Repair {
    return this.parts.repair
  }

  get providers(): Providers {
    return this.parts.providers
  }

  get announcer(): Announcer {
    return this.parts.announcer
  }

  get messenger(): Messenger {
    return this.parts.messenger
  }

  get overdue(): Overdue {
    return this.parts.overdue
  }

  get driftCheck(): DriftCheck {
    return this.parts.driftCheck
  }

  get startTimes(): StartTimes {
    return this.parts.startTimes
  }

  /** Registers a provider order and returns its id. */
  async register(
    providerId: string,
    externalId: string,
    fields: {
      order_id?: string
      total?: string | null
      currency_code?: string
      items?: ItemMapping[] | null
      canceled_at?: Date | null
    } = {}
  ): Promise<string> {
    const unit: Unit | undefined =
      this.registry.find(providerId)?.strategy.capabilities.unit
    const { id } = await this.book.register({
      order_id: fields.order_id ?? "order_1",
      order_display_id: 1,
      canceled_at: fields.canceled_at ?? null,
      created_by: null,
      provider_order: {
        provider_id: providerId,
        external_id: externalId,
        origin: "explicit",
        total: fields.total ?? null,
        total_source: fields.total ? "explicit" : null,
        currency_code:
          unit === "currency" ? (fields.currency_code ?? "eur") : null,
        items: fields.items ?? null,
        metadata: null,
      },
    })
    return id
  }

  /** Captures what Medusa's cancelling of the order means. */
  async cancelOrder(orderId = "order_1"): Promise<string[]> {
    const { provider_order_ids } = await this.orderCancel.capture({
      order_id: orderId,
      order_display_id: 1,
      canceled_at: await this.context.clock.now(),
      captured_by: "event",
      provider_orders: [],
    })
    return this.orderCancel.cancelsOf(provider_order_ids)
  }

  /** Captures a void as the admin's route does, and returns its id. */
  async void(
    providerOrderId: string,
    fields: Partial<CaptureVoidInput> = {}
  ): Promise<string> {
    const { id } = await this.capture.void({
      order_id: "order_1",
      provider_order_id: providerOrderId,
      source: "admin",
      captured_by: "request",
      ...fields,
    })
    return id
  }

  /** Captures a full cancellation as the admin's route does. Returns its id. */
  async cancel(
    providerOrderId: string,
    fields: Partial<CaptureCancelsInput> = {}
  ): Promise<string> {
    const { ids } = await this.capture.cancels({
      order_id: "order_1",
      provider_order_ids: [providerOrderId],
      source: "admin",
      captured_by: "request",
      ...fields,
    })
    return ids[0] as string
  }

  /** Sends what is due, and waits until nothing more is. */
  async drain(): Promise<void> {
    this.dispatcher.kick()
    await this.dispatcher.idle()
    await this.announcer.idle()
  }

  async row(id: string): Promise<PipelineRow> {
    const [row] = await rowsOf<PipelineRow>(
      this.sql,
      `select id, status, purpose, attempt_count, next_attempt_at, lease_token,
         last_error, provider_reference, kind
       from cncl_cancellation where id = :id`,
      { id }
    )
    if (!row) {
      throw new Error(`there is no cancellation ${id}`)
    }
    return row
  }

  async statusOf(id: string): Promise<string> {
    return (await this.row(id)).status
  }

  attempts(id: string): Promise<AttemptRow[]> {
    return rowsOf<AttemptRow>(
      this.sql,
      `select number, purpose, outcome, send_started_at, request, response,
         error, baseline
       from cncl_attempt where cancellation_id = :id order by number`,
      { id }
    )
  }

  async close(): Promise<void> {
    await this.dispatcher.stop(1_000)
    await this.announcer.idle()
    await this.registry.close()
  }
}
