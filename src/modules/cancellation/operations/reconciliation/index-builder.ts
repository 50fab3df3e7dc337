import { Logger } from "@medusajs/framework/types"
import { FactIndex, createFactIndex } from "../../ledger/facts/fact-index"
import { Sql } from "../../ledger/sql"

/** Builds an index, once per process. */
export class IndexBuilder {
  private done: Promise<void> | null = null

  constructor(
    private readonly sql: Sql,
    private readonly logger: Logger,
    private readonly index: FactIndex
  ) {}

  /** All works without the index, so its failure is only told. */
  ensure(): Promise<void> {
    this.done ??= this.create()
    return this.done
  }

  private async create(): Promise<void> {
    const { name } = this.index
    try {
      if ((await createFactIndex(this.sql, this.index)) === "created") {
        this.logger.info(
          `medusa-plugin-cancellation: created the index ${name} for the reconciliation`
        )
      }
    } catch (error) {
      this.logger.warn(
        `medusa-plugin-cancellation: the index ${name} could not be created, and is tried again when the process starts anew; the reconciliation works without it, only slower. To create no index, set reconciliation.createIndex to false. ${(error as Error).message}`
      )
    }
  }
}
