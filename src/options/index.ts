import type { z } from "@medusajs/framework/zod"
import type {
  GivenCommonOptions,
  GivenPluginOptions,
} from "../modules/cancellation/options"
import type { optionsSchema as akinon } from "../providers/akinon/options"
import type { optionsSchema as aplazame } from "../providers/aplazame/options"
import type { optionsSchema as climes } from "../providers/climes/options"
import type { optionsSchema as fungies } from "../providers/fungies/options"
import type { optionsSchema as webhook } from "../providers/webhook/options"

/**
 * The own options of each provider, by what it is resolved by. A package that
 * brings a provider can add to it:
 *
 * @example
 * declare module "medusa-plugin-cancellation/options" {
 *   interface CancellationProviderOptions {
 *     "acme-cancellations/providers/acme": { apiKey: string }
 *   }
 * }
 */
export interface CancellationProviderOptions {
  "medusa-plugin-cancellation/providers/akinon": z.input<typeof akinon>
  "medusa-plugin-cancellation/providers/aplazame": z.input<typeof aplazame>
  "medusa-plugin-cancellation/providers/climes": z.input<typeof climes>
  "medusa-plugin-cancellation/providers/fungies": z.input<typeof fungies>
  "medusa-plugin-cancellation/providers/webhook": z.input<typeof webhook>
}

/**
 * A text may come from an environment variable, and so be undefined for the
 * compiler: that it is set is checked when the store starts.
 */
type FromEnvironment<Options> = {
  [Name in keyof Options]: string extends Options[Name]
    ? Options[Name] | undefined
    : string[] extends Options[Name]
      ? (string | undefined)[]
      : Options[Name]
}

type KnownEntry = {
  [Path in keyof CancellationProviderOptions]: {
    resolve: Path
    id: string
    options: FromEnvironment<CancellationProviderOptions[Path]> &
      GivenCommonOptions
  }
}[keyof CancellationProviderOptions]

/** A provider whose own options have no type: in the store, or in a package. */
interface OtherEntry {
  resolve:
    | `./${string}`
    | `../${string}`
    | `/${string}`
    | `@${string}/${string}`
    | Record<string, unknown>
  id: string
  options?: GivenCommonOptions & Record<string, unknown>
}

export type CancellationProviderEntry = KnownEntry | OtherEntry

/**
 * The plugin's options in `medusa-config.ts`.
 *
 * @example
 * plugins: [
 *   {
 *     resolve: "medusa-plugin-cancellation",
 *     options: { providers: [] } satisfies CancellationPluginOptions,
 *   },
 * ]
 */
export interface CancellationPluginOptions extends Omit<
  GivenPluginOptions,
  "providers"
> {
  providers?: CancellationProviderEntry[]
}
