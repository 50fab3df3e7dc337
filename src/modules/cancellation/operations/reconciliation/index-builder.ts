import { Logger } from "@medusajs/framework/types"
import { FactIndex, createFactIndex } from "../../ledger/facts/fact-index"
import { Sql } from "../../ledger/sql"
import { LOG_PREFIX } from "../../core/log-prefix"

/**
 * Builds indexes, each once per process, one after the other: a build holds two
 * of the store's connections while it runs.
 */
export class IndexBuilder {
  private readonly builds = new Map<string, Promise<void>>()
  private last: Promise<void> = Promise.resolve()

  constructor(
    private readonly sql: Sql,
    private readonly logger: Logger
  ) {}

  /** Everything works without the index, so a failed build is only logged. */
  ensure(index: FactIndex): Promise<void> {
    const known = this.builds.get(index.name)
    if (known) {
      return known
    }
    this.last = this.last.then(() => this.create(index))
    this.builds.set(index.name, this.last)
    return this.last
  }

  private async create(index: FactIndex): Promise<void> {
    const { name } = index
    try {
      if ((await createFactIndex(this.sql, index)) === "created") {
        this.logger.info(
          `${LOG_PREFIX} created the index ${name} for the reconciliation`
        )
      }
    } catch (error) {
      this.logger.warn(
        `${LOG_PREFIX} the index ${name} could not be created, and is tried again when the process starts anew; the reconciliation works without it, only slower. To create no index, set reconciliation.createIndex to false. ${(error as Error).message}`
      )
    }
  }
}
