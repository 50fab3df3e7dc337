import type { SandboxAccess } from "../../../sandbox/access"
import { AbstractCancellationProvider } from "../../../src/provider-kit"
import { AkinonCancellationProvider } from "../../../src/providers/akinon/service"
import { AplazameCancellationProvider } from "../../../src/providers/aplazame/service"
import { ClimesCancellationProvider } from "../../../src/providers/climes/service"
import { FungiesCancellationProvider } from "../../../src/providers/fungies/service"
import { WebhookCancellationProvider } from "../../../src/providers/webhook/service"

/** The providers as a store configures them, against the sandbox. */
export const realProviders = (
  access: SandboxAccess
): Record<string, AbstractCancellationProvider> => ({
  climes: new ClimesCancellationProvider(
    {},
    { ...access.climes, payer: "merchant" }
  ),
  fungies: new FungiesCancellationProvider({}, access.fungies),
  aplazame: new AplazameCancellationProvider({}, access.aplazame),
  akinon: new AkinonCancellationProvider({}, access.akinon),
  erp: new WebhookCancellationProvider(
    {},
    { ...access.erp, unit: "item", answers: "decide" }
  ),
})
