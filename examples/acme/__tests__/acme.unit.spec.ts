import { cancellationProviderTestRunner } from "medusa-plugin-cancellation/provider-kit"
import { AcmeCancellationProvider } from ".."
import { FakeAcme } from "./fake-acme"

const apiKey = "acme-key-0123456789"
const provider_order = { external_id: "A 1/2" }

cancellationProviderTestRunner({
  provider: AcmeCancellationProvider,
  options: (baseUrl) => ({ apiKey, baseUrl }),
  wrongCredentials: (baseUrl) => ({ apiKey: "another-key", baseUrl }),
  invalidOptions: { apiKey: "", baseUrl: "api.acme.example" },
  secrets: [apiKey],
  api: () => new FakeAcme(apiKey),
  cancel: {
    call: { provider_order },
    arrange: (api) => {
      api.add("A 1/2")
    },
    refusals: {
      "an order that isn't there": () => undefined,
      "an order that was shipped": (api) => {
        api.add("A 1/2", { shipped: true })
      },
    },
  },
  void: {
    call: { provider_order, amount: "20.5" },
    arrange: (api) => {
      api.add("A 1/2")
    },
    refusals: {
      "an order that isn't there": () => undefined,
      "more than remains": (api) => {
        api.add("A 1/2", { total: 2_049 })
      },
    },
  },
})
