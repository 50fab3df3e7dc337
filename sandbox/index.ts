import type {
  AkinonCredentials,
  AkinonOrder,
  AkinonOrderInput,
  AkinonSettings,
} from "./akinon"
import { AkinonApi } from "./akinon"
import type { SystemName } from "./api"
import type {
  AplazameCredentials,
  AplazameOrder,
  AplazameOrderInput,
  AplazameSettings,
} from "./aplazame"
import { AplazameApi } from "./aplazame"
import type {
  ClimesCredentials,
  ClimesOrder,
  ClimesOrderInput,
  ClimesSettings,
} from "./climes"
import { ClimesApi } from "./climes"
import type {
  ErpCredentials,
  ErpMessage,
  ErpMessageInput,
  ErpSettings,
} from "./erp"
import { ErpApi } from "./erp"
import type {
  FungiesCredentials,
  FungiesOrder,
  FungiesOrderInput,
  FungiesSettings,
} from "./fungies"
import { FungiesApi } from "./fungies"
import type { SimulatedProvider } from "./server"
import { ProviderServer } from "./server"

export { PROVIDERS, SYSTEMS } from "./api"
export type { ProviderName, SystemName } from "./api"
export type { Fault, FaultMatch, Faults } from "./faults"
export type { Effect, JournalEntry } from "./journal"
export type { Orders } from "./orders"
export type { SimulatedProvider } from "./server"
export type {
  AkinonCredentials,
  AkinonOrder,
  AkinonOrderInput,
  AkinonSettings,
  AplazameCredentials,
  AplazameOrder,
  AplazameOrderInput,
  AplazameSettings,
  ClimesCredentials,
  ClimesOrder,
  ClimesOrderInput,
  ClimesSettings,
  ErpCredentials,
  ErpMessage,
  ErpMessageInput,
  ErpSettings,
  FungiesCredentials,
  FungiesOrder,
  FungiesOrderInput,
  FungiesSettings,
}

export type ClimesSandbox = SimulatedProvider<
  ClimesCredentials,
  ClimesSettings,
  ClimesOrderInput,
  ClimesOrder
>

export type FungiesSandbox = SimulatedProvider<
  FungiesCredentials,
  FungiesSettings,
  FungiesOrderInput,
  FungiesOrder
>

export type AplazameSandbox = SimulatedProvider<
  AplazameCredentials,
  AplazameSettings,
  AplazameOrderInput,
  AplazameOrder
>

export type AkinonSandbox = SimulatedProvider<
  AkinonCredentials,
  AkinonSettings,
  AkinonOrderInput,
  AkinonOrder
> &
  Pick<AkinonApi, "expireTokens">

export type ErpSandbox = SimulatedProvider<
  ErpCredentials,
  ErpSettings,
  ErpMessageInput,
  ErpMessage
>

export interface SandboxOptions {
  /** 0 or undefined for a free port. */
  ports?: Partial<Record<SystemName, number>>
  /** Epoch milliseconds. Left out: the system's clock. */
  clock?: () => number
}

export interface Sandbox {
  readonly climes: ClimesSandbox
  readonly fungies: FungiesSandbox
  readonly aplazame: AplazameSandbox
  readonly akinon: AkinonSandbox
  readonly erp: ErpSandbox
  reset(): void
  /** Closes all sockets and cancels all timers, so nothing keeps running. */
  stop(): Promise<void>
}

/**
 * Starts the four providers and the ERP on loopback, each on its own port.
 *
 * @example
 * const sandbox = await startSandbox()
 * sandbox.climes.orders.create({ partner_order_id: "1", climes: 50 })
 * sandbox.climes.faults.next({ type: "drop_after_effect" })
 * // … what is tested calls sandbox.climes.url …
 * expect(sandbox.climes.effects).toHaveLength(1)
 * await sandbox.stop()
 */
export async function startSandbox(
  options: SandboxOptions = {}
): Promise<Sandbox> {
  const { ports = {}, clock = Date.now } = options
  const akinonApi = new AkinonApi(clock)

  const climes = new ProviderServer(
    new ClimesApi(clock),
    ports.climes ?? 0,
    clock
  )
  const fungies = new ProviderServer(
    new FungiesApi(clock),
    ports.fungies ?? 0,
    clock
  )
  const aplazame = new ProviderServer(
    new AplazameApi(clock),
    ports.aplazame ?? 0,
    clock
  )
  const akinon = Object.assign(
    new ProviderServer(akinonApi, ports.akinon ?? 0, clock),
    { expireTokens: akinonApi.expireTokens.bind(akinonApi) }
  )

  const erp = new ProviderServer(new ErpApi(clock), ports.erp ?? 0, clock)

  const all = [climes, fungies, aplazame, akinon, erp]
  const stop = async () => {
    await Promise.all(all.map((provider) => provider.stop()))
  }
  try {
    for (const provider of all) {
      await provider.up()
    }
  } catch (error) {
    await stop()
    throw error
  }

  return {
    climes,
    fungies,
    aplazame,
    akinon,
    erp,
    reset: () => all.forEach((provider) => provider.reset()),
    stop,
  }
}
