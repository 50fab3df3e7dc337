import { AbstractCancellationProvider } from "../../../src/provider-kit"
import { AkinonCancellationProvider } from "../../../src/providers/akinon/service"
import { AplazameCancellationProvider } from "../../../src/providers/aplazame/service"
import { ClimesCancellationProvider } from "../../../src/providers/climes/service"
import { FungiesCancellationProvider } from "../../../src/providers/fungies/service"

/** Where the sandbox listens, and what opens it. */
export interface SandboxAccess {
  climes: { baseUrl: string; apiKey: string }
  fungies: { baseUrl: string; publicKey: string; secretKey: string }
  aplazame: { baseUrl: string; privateKey: string }
  akinon: { baseUrl: string; token: string }
}

/** The four providers as a store configures them, against the sandbox. */
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
})
