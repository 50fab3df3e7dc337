import { Logger } from "@medusajs/framework/types"
import { CallContext, RecordReading } from "../../../provider-kit"
import { isOutrankedByRecord } from "../core/extent"
import { Patience } from "../providers/patience"
import { readRecord } from "../providers/read-record"
import { timedHttp } from "../providers/timed-http"
import { isUnimpeded } from "../ledger/gate"
import { voidSums } from "../ledger/void-sums"
import { RegisteredProvider } from "../providers/registry"
import { VoidFigures } from "../types"
import { OperationContext } from "./context"
import { ProviderOrderBook } from "./provider-orders"
import { ComparableRead, RecordRead, figuresOf } from "../core/void-figures"
import { VoidSum } from "../core/provider-order"

/** A person is waiting: after this time the ledger's own figures have to do. */
export const READ_WITHIN_MS = 3_000

/** The bound for a strategy that goes on after its HTTP calls have ended. */
export const READ_PATIENCE_MS = 2 * READ_WITHIN_MS

/** How much was voided, by the ledger and by the provider's own record. */
export class Figures {
  private readonly patience: Patience

  constructor(
    private readonly context: OperationContext,
    private readonly book: ProviderOrderBook,
    private readonly logger: Logger
  ) {
    this.patience = new Patience(context.clock, READ_PATIENCE_MS, logger)
  }

  async of(providerOrderIds: string[]): Promise<VoidFigures[]> {
    const { sql } = this.context
    const before = await voidSums(sql, providerOrderIds)
    const reads = new Map<string, ComparableRead>()
    await Promise.all(
      before.map(async (sum) => {
        const read = await this.read(sum)
        if (read) {
          reads.set(sum.id, { ...read, before: sum })
        }
      })
    )
    const sums = reads.size ? await voidSums(sql, providerOrderIds) : before
    return sums.map((sum) => figuresOf(sum, reads.get(sum.id) ?? null))
  }

  /** Takes totals from the provider's record where the record outranks ours. */
  async refreshTotals(providerOrderIds: string[]): Promise<void> {
    const sums = await voidSums(this.context.sql, providerOrderIds)
    await Promise.all(
      sums.filter(isOutrankedByRecord).map((sum) => this.read(sum))
    )
  }

  private async read(sum: VoidSum): Promise<RecordRead | null> {
    const provider = this.context.registry.find(sum.provider_id)
    if (!provider?.strategy.capabilities.has_record) {
      return null
    }
    if (!(await isUnimpeded(this.context.sql, provider.id))) {
      return { reading: NOT_ASKED, read_at: await this.context.clock.now() }
    }
    const reading = this.masked(await this.readWithin(provider, sum))
    const read_at = await this.context.clock.now()
    if (
      reading.type === "found" &&
      reading.record.total !== null &&
      isOutrankedByRecord(sum)
    ) {
      await this.book.setTotal(sum.id, reading.record.total, "provider")
    }
    return { reading, read_at }
  }

  /**
   * The reading as it may be shown: a provider may quote the key it was sent.
   */
  private masked(reading: RecordReading): RecordReading {
    const { registry } = this.context
    return reading.type === "found"
      ? {
          ...reading,
          record: {
            ...reading.record,
            voids:
              reading.record.voids &&
              (registry.maskSecretsIn(
                reading.record.voids
              ) as typeof reading.record.voids),
          },
        }
      : { ...reading, error: registry.maskError(reading.error) }
  }

  private readWithin(
    { strategy, http }: RegisteredProvider,
    sum: VoidSum
  ): Promise<RecordReading> {
    const context: CallContext = {
      logger: this.logger,
      http: timedHttp(http, this.context.clock, READ_WITHIN_MS),
    }
    return readRecord(strategy, sum, context, this.patience)
  }
}

/** A page doesn't call a provider that is paused or down either. */
const NOT_ASKED: RecordReading = {
  type: "failed",
  error: {
    code: "not_asked",
    message:
      "The provider is paused, or could not be reached lately, so it was not asked: these are the ledger's own figures.",
    provider_code: null,
    provider_message: null,
  },
}
