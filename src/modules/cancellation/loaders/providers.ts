import { asFunction, asValue, Lifetime } from "@medusajs/framework/awilix"
import { moduleProviderLoader } from "@medusajs/framework/modules-sdk"
import { LoaderOptions, ModuleProvider } from "@medusajs/framework/types"
import {
  AbstractCancellationProvider,
  ProviderHttpClient,
  refuseUrl,
} from "../../../provider-kit"
import { inOneLine } from "../../../provider-kit/in-one-line"
import { providerRegistrationKey } from "../identifiers"
import {
  CommonProviderOptions,
  PluginOptions,
  ProviderEntry,
  optionError,
  parsePluginOptions,
  refuseMistakesInAfter,
  splitProviderOptions,
} from "../options"
import { LoadedProvider } from "../providers/registry"

type ProviderClass = {
  new (
    cradle: Record<string, unknown>,
    options: Record<string, unknown>
  ): AbstractCancellationProvider
  identifier?: string
}

/**
 * Loads and registers the configured providers, as Medusa's Payment and
 * Notification modules do. A mistake in the options stops the boot with a
 * one-line error.
 */
export default async ({ container, options }: LoaderOptions): Promise<void> => {
  const plugin = parsePluginOptions(options)

  const entries = plugin.providers.map((entry) => ({
    entry,
    ...splitProviderOptions(entry, plugin),
  }))
  refuseMistakesInAfter(
    Object.fromEntries(
      entries.map(({ entry, common }) => [entry.id, common.after ?? []])
    )
  )

  for (const { entry, common, own } of entries) {
    checkHosts(entry, own, plugin)
    await loadProvider(container, entry, common, own, plugin)
  }
}

/** Every absolute URL among a provider's options has to be an allowed one. */
const checkHosts = (
  { id }: ProviderEntry,
  own: Record<string, unknown>,
  plugin: PluginOptions
): void => {
  for (const [name, value] of Object.entries(own)) {
    if (
      typeof value === "string" &&
      /^[a-z][a-z0-9+.-]*:\/\//i.test(value) &&
      URL.canParse(value)
    ) {
      const refusal = refuseUrl(new URL(value), plugin.allowPrivateHosts)
      if (refusal) {
        throw optionError(`provider "${id}": ${name}: ${refusal}`)
      }
    }
  }
}

type Container = LoaderOptions["container"]

const loadProvider = async (
  container: Container,
  { id, resolve }: ProviderEntry,
  common: CommonProviderOptions,
  own: Record<string, unknown>,
  plugin: PluginOptions
): Promise<void> => {
  const requestTimeoutMs = common.requestTimeoutMs ?? plugin.requestTimeoutMs

  const register = (klass: ProviderClass): Promise<void> => {
    if (!klass.identifier) {
      throw new Error(
        'its class has no static "identifier"; every provider needs one'
      )
    }
    container.register({
      [providerRegistrationKey(id)]: asFunction(
        (cradle: Record<string, unknown>): LoadedProvider => ({
          id,
          identifier: klass.identifier as string,
          strategy: new klass(cradle, own),
          settings: { ...common, requestTimeoutMs },
          client: new ProviderHttpClient({
            concurrency: common.concurrency,
            requestTimeoutMs,
            allowPrivateHosts: plugin.allowPrivateHosts,
          }),
        }),
        { lifetime: Lifetime.SINGLETON }
      ),
    })
    return Promise.resolve()
  }

  try {
    await moduleProviderLoader({
      container,
      providers: [{ id, resolve, options: own } as ModuleProvider],
      registerServiceFn: async (klass) => register(klass as ProviderClass),
    })
  } catch (error) {
    throw optionError(
      `provider "${id}": ${inOneLine((error as Error).message)}`
    )
  }
  if (!container.hasRegistration(providerRegistrationKey(id))) {
    container.register({ [providerRegistrationKey(id)]: asValue(null) })
  }
}
