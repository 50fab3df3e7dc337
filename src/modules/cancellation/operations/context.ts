import { Clock } from "../clock/clock"
import { Evidence } from "../providers/evidence"
import { LedgerGuard } from "../ledger/ledger-guard"
import { SettledRow } from "../ledger/settle-row"
import { Sql } from "../ledger/sql"
import { PluginOptions } from "../options"
import { ProviderRegistry } from "../providers/registry"

/** What every operation of the module works with. */
export interface OperationContext {
  sql: Sql
  clock: Clock
  registry: ProviderRegistry
  evidence: Evidence
  guard: LedgerGuard
  options: PluginOptions
  /** Called with what may go now, or needs a person, because of other ones. */
  onTurned: (rows: SettledRow[]) => void
}
