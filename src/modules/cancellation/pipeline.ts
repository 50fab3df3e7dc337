import { IEventBusModuleService, Logger } from "@medusajs/framework/types"
import { Clock } from "./clock/clock"
import { Dispatcher } from "./dispatcher/dispatcher"
import { LedgerGuard } from "./ledger/ledger-guard"
import { SettledRow } from "./ledger/settle-row"
import { Sql } from "./ledger/sql"
import { audienceOf } from "./core/telling/recipients"
import { Metrics } from "./metrics"
import { Announcer } from "./operations/announce"
import { CancelPreviews } from "./operations/cancel-previews"
import { Capture } from "./operations/capture"
import { ReductionCapture } from "./operations/capture-reduction"
import { OperationContext } from "./operations/context"
import { DriftCheck } from "./operations/drift-check"
import { Figures } from "./operations/figures"
import { OrderCancel } from "./operations/order-cancel"
import { ProviderChecks } from "./operations/provider-check"
import { ProviderOrderBook } from "./operations/provider-orders"
import { Overdue } from "./operations/overdue"
import { Providers } from "./operations/providers"
import {
  CANCELED_ORDERS,
  FactSource,
  ORDER_EDITS,
  REFUNDS,
} from "./operations/reconciliation/fact-source"
import { IndexBuilder } from "./operations/reconciliation/index-builder"
import { Reconciliation } from "./operations/reconciliation/reconciliation"
import { Repair } from "./operations/repair"
import { Messenger } from "./operations/messenger"
import { StartTimes } from "./operations/start-times"
import { Waiters } from "./operations/waiters"
import { PluginOptions } from "./options"
import { Evidence } from "./providers/evidence"
import { ProviderRegistry } from "./providers/registry"

export interface PipelineDependencies {
  sql: Sql
  clock: Clock
  logger: Logger
  registry: ProviderRegistry
  options: PluginOptions
  eventBus?: IEventBusModuleService | null
  /** Uniform in [0, 1); for the jitter. */
  chance?: () => number
}

/** All parts of the module. */
export interface CancellationPipeline {
  context: OperationContext
  dispatcher: Dispatcher
  book: ProviderOrderBook
  capture: Capture
  orderCancel: OrderCancel
  reductions: ReductionCapture
  repair: Repair
  figures: Figures
  cancelPreviews: CancelPreviews
  providers: Providers
  providerChecks: ProviderChecks
  startTimes: StartTimes
  canceledOrders: Reconciliation
  orderEdits: Reconciliation
  refunds: Reconciliation
  driftCheck: DriftCheck
  announcer: Announcer
  messenger: Messenger
  overdue: Overdue
  waiters: Waiters
}

/** Puts the parts together, for stores, tests and benchmarks alike. */
export const createPipeline = ({
  sql,
  clock,
  logger,
  registry,
  options,
  eventBus = null,
  chance,
}: PipelineDependencies): CancellationPipeline => {
  const evidence = new Evidence(registry)
  const guard = new LedgerGuard({
    sql,
    clock,
    logger,
    providerIds: registry.ids(),
  })
  const context: OperationContext = {
    sql,
    clock,
    registry,
    evidence,
    guard,
    options,
    onTurned: (rows) => {
      tell(rows)
      const released = new Set(rows.map(({ provider_id }) => provider_id))
      dispatcher.kick((id) => released.has(id))
    },
  }
  const announcer = new Announcer({
    sql,
    clock,
    logger,
    eventBus,
    audience: audienceOf(options.notify),
  })
  const metrics = new Metrics(sql, clock)
  const waiters = new Waiters(sql, clock)
  const tell = (rows: SettledRow[]): void => {
    waiters.notify(rows.map(({ id }) => id))
    announcer.log(rows)
    metrics.settled(rows)
    announcer.kick()
  }
  const dispatcher = new Dispatcher({
    ...context,
    logger,
    chance,
    onSettled: tell,
  })
  const book = new ProviderOrderBook(context)
  const startTimes = new StartTimes(context, logger)
  const indexes = new IndexBuilder(sql, logger)
  const reconciliationOf = (facts: FactSource): Reconciliation =>
    new Reconciliation(context, startTimes, indexes, facts)
  return {
    context,
    dispatcher,
    book,
    capture: new Capture(context),
    orderCancel: new OrderCancel(context, book),
    reductions: new ReductionCapture(context),
    repair: new Repair(context),
    figures: new Figures(context, book, logger),
    cancelPreviews: new CancelPreviews(context, logger),
    providers: new Providers(context),
    providerChecks: new ProviderChecks(context, logger),
    startTimes,
    canceledOrders: reconciliationOf(CANCELED_ORDERS),
    orderEdits: reconciliationOf(ORDER_EDITS),
    refunds: reconciliationOf(REFUNDS),
    driftCheck: new DriftCheck(context, logger),
    announcer,
    messenger: new Messenger(context, logger),
    overdue: new Overdue(context),
    waiters,
  }
}
