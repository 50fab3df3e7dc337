import { Logger } from "@medusajs/framework/types"
import {
  AbstractCancellationProvider,
  KindCapabilities,
  OutcomeError,
  CancellationKind,
  ProviderHttp,
  holdsSecret,
  maskSecrets,
  maskSecretsIn,
  toOutcomeError,
} from "../../../provider-kit"
import { BorderedStrategy } from "../border/bordered-strategy"
import { complaintsOf } from "../border/complaints"
import { messageOf } from "../border/given"
import { Mask } from "../border/owned"
import { systemTimer } from "../clock/timer"
import { limitedHttp } from "./limited-http"
import { RateLimiter } from "./rate-limiter"
import { TurnAhead } from "./turn-ahead"
import { providerRegistrationKey } from "../identifiers"
import { CommonProviderOptions, PluginOptions, optionError } from "../options"
import { MatchingSettings } from "../types"
import { LOG_PREFIX } from "../core/log-prefix"
import { orderUrlOf } from "../core/order-url"
import { After } from "../core/turns"

/** A configured provider, as the loader makes it. */
export interface LoadedProvider {
  id: string
  identifier: string
  strategy: AbstractCancellationProvider
  settings: CommonProviderOptions & { requestTimeoutMs: number }
  client: ProviderHttp & { close(): Promise<void> }
}

/** A configured provider, ready to be called. */
export interface RegisteredProvider extends LoadedProvider {
  /** The client at the provider's own rate, which every caller uses. */
  http: ProviderHttp
  /**
   * Puts the provider's own rate before another way to its client. The first
   * call uses the turn that was taken ahead for it.
   */
  limited: (http: ProviderHttp, ahead?: TurnAhead | null) => ProviderHttp
  /** Waits in line for the turn of a call to come. Null: there is no limit. */
  turnAhead: () => Promise<TurnAhead | null>
  /** Null: there is no limit. */
  limiter: RateLimiter | null
}

/** A strategy's clean-up may never end, but the process has to. */
const CLOSE_MS = 5_000

const within = async (ms: number, work: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`It had not ended after ${ms / 1_000} s.`))
    }, ms)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

const atItsRate = (provider: LoadedProvider): RegisteredProvider => {
  const { client, settings } = provider
  const limiter = settings.requestsPerSecond
    ? new RateLimiter(settings.requestsPerSecond, systemTimer)
    : null
  const limited: RegisteredProvider["limited"] = (http, ahead) =>
    limiter ? limitedHttp(http, limiter, systemTimer, ahead) : http
  return {
    ...provider,
    limiter,
    limited,
    turnAhead: async () =>
      limiter ? TurnAhead.take(limiter, systemTimer) : null,
    http: limited(client),
  }
}

/** Values that a strategy gives enter only through its border. */
const behindBorder = (
  provider: LoadedProvider,
  logger: Logger | null,
  mask: Mask
): LoadedProvider => {
  try {
    return {
      ...provider,
      strategy: new BorderedStrategy(
        provider.strategy,
        complaintsOf(provider.id, logger),
        mask
      ),
    }
  } catch (error) {
    throw optionError(`provider "${provider.id}": ${messageOf(error)}`)
  }
}

/** The configured providers, by id. */
export class ProviderRegistry {
  private readonly providers = new Map<string, RegisteredProvider>()

  /**
   * @param logger - is told which values of a strategy can't be used
   * @throws where a strategy declares capabilities that are not valid
   */
  constructor(
    providers: LoadedProvider[],
    private readonly logger: Logger | null = null
  ) {
    for (const provider of providers) {
      this.providers.set(
        provider.id,
        atItsRate(
          behindBorder(provider, logger, (text) => this.maskSecrets(text))
        )
      )
    }
  }

  /** Reads the providers from the container that the loader filled. */
  static fromCradle(
    cradle: Record<string, unknown>,
    options: PluginOptions
  ): ProviderRegistry {
    return new ProviderRegistry(
      options.providers.flatMap(({ id }) => {
        const provider = cradle[
          providerRegistrationKey(id)
        ] as LoadedProvider | null
        return provider ? [provider] : []
      }),
      cradle.logger as Logger
    )
  }

  find(id: string): RegisteredProvider | null {
    return this.providers.get(id) ?? null
  }

  all(): RegisteredProvider[] {
    return [...this.providers.values()]
  }

  ids(): string[] {
    return [...this.providers.keys()]
  }

  /** What each provider goes after, for those that go after any. */
  after(): After {
    return Object.fromEntries(
      this.all().flatMap(({ id, settings: { after } }) =>
        after?.length ? [[id, after]] : []
      )
    )
  }

  capabilities(id: string, kind: CancellationKind): KindCapabilities | null {
    return this.find(id)?.strategy.capabilities[kind] ?? null
  }

  matchingSettings(): MatchingSettings[] {
    return this.all().map(({ id, identifier, strategy, settings }) => ({
      provider_id: id,
      identifier,
      unit: strategy.capabilities.unit,
      external_id_from:
        settings.externalIdFrom ??
        (strategy.capabilities.uses_medusa_ids ? "id" : null),
      trust_cart_metadata: settings.trustCartMetadata,
      refunds_of: settings.refundsOf,
      uses_medusa_ids: strategy.capabilities.uses_medusa_ids,
      sales_channels: settings.salesChannels,
      currencies: settings.currencies,
    }))
  }

  /** Where people find an order at its provider. Null: nothing says. */
  orderUrl(id: string, externalId: string): string | null {
    return orderUrlOf(this.find(id)?.settings.orderUrl, externalId)
  }

  /** Whether a text holds any configured secret, in any encoding. */
  holdsSecret(text: string): boolean {
    return holdsSecret(text, this.secrets())
  }

  /** Masks every configured secret, whichever provider it belongs to. */
  maskSecrets(text: string): string {
    return maskSecrets(text, this.secrets())
  }

  /** Masks every configured secret in a value of any shape. */
  maskSecretsIn(value: unknown): unknown {
    return value === null ? null : maskSecretsIn(value, this.secrets())
  }

  /**
   * Masks every configured secret in an error and bounds its length: a
   * provider's words may quote a key.
   */
  maskError(error: OutcomeError): OutcomeError {
    return toOutcomeError(this.maskSecretsIn(error) as OutcomeError)
  }

  async close(): Promise<void> {
    await Promise.all(
      this.all().map(async ({ id, strategy, client }) => {
        try {
          await within(CLOSE_MS, strategy.close())
        } catch (error) {
          this.logger?.warn(
            `${LOG_PREFIX} closing provider "${id}" failed: ${messageOf(error)}`
          )
        }
        await client.close()
      })
    )
  }

  private secrets(): string[] {
    const all: string[] = []
    for (const { strategy } of this.providers.values()) {
      all.push(...strategy.secrets())
    }
    return all
  }
}
