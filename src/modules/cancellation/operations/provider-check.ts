import { Logger } from "@medusajs/framework/types"
import { CallContext, ProviderCheck } from "../../../provider-kit"
import { messageOf } from "../border/given"
import { refused } from "../errors"
import { Patience } from "../providers/patience"
import { timedHttp } from "../providers/timed-http"
import { OperationContext } from "./context"

/** A person is waiting. */
const CHECK_WITHIN_MS = 8_000

/** The bound for a strategy that goes on after its HTTP calls have ended. */
const PATIENCE_MS = 2 * CHECK_WITHIN_MS

/** Finds out whether providers accept the store's credentials. */
export class ProviderChecks {
  private readonly patience: Patience

  constructor(
    private readonly context: OperationContext,
    private readonly logger: Logger
  ) {
    this.patience = new Patience(context.clock, PATIENCE_MS, logger)
  }

  /**
   * Asks a provider, also one that is paused. It changes nothing there, and
   * nothing here: a pause ends only when work got through.
   *
   * @returns null where the provider can't tell
   */
  async check(id: string): Promise<ProviderCheck | null> {
    const { registry, clock } = this.context
    const provider = registry.find(id)
    if (!provider) {
      throw refused(
        "not_configured",
        `The provider "${id}" is not configured any more, so there is nothing to check.`
      )
    }
    const context: CallContext = {
      logger: this.logger,
      http: timedHttp(provider.http, clock, CHECK_WITHIN_MS),
    }
    try {
      const found = await this.patience.with(
        `checking "${id}"`,
        provider.strategy.check(context)
      )
      return found && { ...found, message: registry.maskSecrets(found.message) }
    } catch (error) {
      return {
        ok: false,
        message: registry.maskSecrets(
          `The check broke off: ${messageOf(error)}`
        ),
      }
    }
  }
}
