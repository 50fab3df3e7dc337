import { AcmeCancellationProvider } from "../../../../examples/acme"
import { FakeAcme } from "../../../../examples/acme/__tests__/fake-acme"
import {
  type CancellationCall,
  type CancellationProviderClass,
  type CancellationProviderTestRunnerOptions,
  type Outcome,
  type SendContext,
} from "../.."

export const KEY = "acme-key-0123456789"
const provider_order = { external_id: "A 1/2" }

/** The runner's options for a provider for Acme, right or wrong. */
export const optionsFor = (
  provider: CancellationProviderClass
): CancellationProviderTestRunnerOptions<FakeAcme> => ({
  provider,
  options: (baseUrl) => ({ apiKey: KEY, baseUrl }),
  invalidOptions: { baseUrl: "acme" },
  secrets: [KEY],
  api: () => new FakeAcme(KEY),
  cancel: {
    call: { provider_order },
    arrange: (api) => {
      api.add("A 1/2")
    },
    refusals: {
      shipped: (api) => {
        api.add("A 1/2", { shipped: true })
      },
    },
  },
  void: {
    call: { provider_order, amount: "20.5" },
    arrange: (api) => {
      api.add("A 1/2")
    },
    refusals: { missing: () => undefined },
  },
})

type Cancel = (call: CancellationCall, context: SendContext) => Promise<Outcome>

/** Acme's provider with another way to cancel, given the right one. */
export const cancelling = (
  cancel: (
    call: CancellationCall,
    context: SendContext,
    right: Cancel
  ) => Promise<Outcome>
): CancellationProviderClass =>
  class extends AcmeCancellationProvider {
    override cancel(
      call: CancellationCall,
      context: SendContext
    ): Promise<Outcome> {
      return cancel(call, context, (...given) => super.cancel(...given))
    }
  }
