import { ModuleProvider } from "@medusajs/framework/utils"
import type { z } from "@medusajs/framework/zod"
import { parseOptions } from "../options"
import type { CancellationProviderClass } from "../test-runner/types"
import { DefinedProvider } from "./defined-provider"
import { CancellationProviderDefinition } from "./definition"
import { rulesOf } from "./rules"

/** The default export of a provider's index, with the provider's class. */
export type DefinedCancellationProvider = ReturnType<typeof ModuleProvider> & {
  /** For `cancellationProviderTestRunner`. */
  Provider: CancellationProviderClass
}

/**
 * Makes a provider from what an API's document says, for the common case: one
 * call that cancels an order, perhaps one that reads it, perhaps one that voids
 * a part. The reading of answers, the record before a refusal is believed, the
 * masking, and what may be repeated follow from that.
 *
 * For an API with a login, voids without a reference of yours, or rules of its
 * own, extend `AbstractCancellationProvider`.
 *
 * @example
 * ```ts
 * export default defineCancellationProvider({
 *   identifier: "shipfast",
 *   name: "ShipFast",
 *   options: z.object({ apiKey: secretOption(), baseUrl: baseUrlOption() }),
 *   baseUrl: ({ baseUrl }) => baseUrl,
 *   headers: ({ apiKey }) => ({ authorization: `Bearer ${apiKey}` }),
 *   secrets: ["apiKey"],
 *   state: z
 *     .object({ status: z.enum(["created", "shipped", "cancelled"]) })
 *     .transform(({ status }): ShownOrder => ({
 *       state: status === "cancelled" ? "cancelled" : "open",
 *       status,
 *     })),
 *   cancel: (id) => ({ method: "POST", path: `/shipments/${id}/cancel` }),
 *   read: (id) => ({ method: "GET", path: `/shipments/${id}` }),
 *   repeatedCancel: "refused",
 * })
 * ```
 *
 * @param definition - what the API's document says
 * @returns the default export of the provider's index; its `Provider` is what
 * `cancellationProviderTestRunner` takes
 * @throws where the definition contradicts itself
 */
export const defineCancellationProvider = <TShape extends z.ZodRawShape>(
  definition: CancellationProviderDefinition<TShape>
): DefinedCancellationProvider => {
  rulesOf(definition)
  const schema = definition.options.strict()

  class Provider extends DefinedProvider<TShape> {
    static override identifier = definition.identifier

    static override validateOptions(options: Record<string, unknown>): void {
      parseOptions(schema, options)
    }

    constructor(_cradle: Record<string, unknown>, options: unknown) {
      super(definition, parseOptions(schema, options))
    }
  }

  const exported = ModuleProvider("cancellation", { services: [Provider] })
  return Object.assign(exported, { Provider })
}
