import {
  AbstractCancellationProvider,
  KindCapabilities,
  CancellationKind,
  ProviderHttp,
  maskSecrets,
  maskSecretsIn,
} from "../../provider-kit"
import { providerRegistrationKey } from "./identifiers"
import { CommonProviderOptions, PluginOptions } from "./options"
import { MatchingSettings } from "./types"

/** A configured provider, ready to be called. */
export interface RegisteredProvider {
  id: string
  identifier: string
  strategy: AbstractCancellationProvider
  settings: CommonProviderOptions & { requestTimeoutMs: number }
  http: ProviderHttp & { close(): Promise<void> }
}

/** The configured providers, by id. */
export class ProviderRegistry {
  private readonly providers = new Map<string, RegisteredProvider>()

  constructor(providers: RegisteredProvider[]) {
    for (const provider of providers) {
      this.providers.set(provider.id, provider)
    }
  }

  /** From the container that the loader filled. */
  static fromCradle(
    cradle: Record<string, unknown>,
    options: PluginOptions
  ): ProviderRegistry {
    return new ProviderRegistry(
      options.providers.flatMap(({ id }) => {
        const provider = cradle[
          providerRegistrationKey(id)
        ] as RegisteredProvider | null
        return provider ? [provider] : []
      })
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

  capabilities(id: string, kind: CancellationKind): KindCapabilities | null {
    return this.find(id)?.strategy.capabilities[kind] ?? null
  }

  matchingSettings(): MatchingSettings[] {
    return this.all().map(({ id, identifier, strategy, settings }) => ({
      provider_id: id,
      identifier,
      unit: strategy.capabilities.unit,
      external_id_from: settings.externalIdFrom ?? null,
      trust_cart_metadata: settings.trustCartMetadata,
      refunds_of: settings.refundsOf,
    }))
  }

  /** Masks every configured secret, whichever provider it belongs to. */
  maskSecrets(text: string): string {
    return maskSecrets(text, this.secrets())
  }

  /** The same in a value of any shape. */
  maskSecretsIn(value: unknown): unknown {
    return maskSecretsIn(value, this.secrets())
  }

  async close(): Promise<void> {
    await Promise.all(
      this.all().map(async ({ strategy, http }) => {
        await strategy.close()
        await http.close()
      })
    )
  }

  private secrets(): string[] {
    return this.all().flatMap(({ strategy }) => strategy.secrets())
  }
}
