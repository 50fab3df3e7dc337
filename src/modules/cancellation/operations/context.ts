import { Clock } from "../clock/clock"
import { Evidence } from "../providers/evidence"
import { Sql } from "../ledger/sql"
import { PluginOptions } from "../options"
import { ProviderRegistry } from "../providers/registry"

/** What every operation of the module works with. */
export interface OperationContext {
  sql: Sql
  clock: Clock
  registry: ProviderRegistry
  evidence: Evidence
  options: PluginOptions
}
