import { cancellationProviderTestRunner } from "medusa-plugin-cancellation/provider-kit"
import shipfast from ".."
import { FakeShipFast } from "./fake-shipfast"

const apiKey = "shipfast-key-0123456789"

cancellationProviderTestRunner({
  provider: shipfast.Provider,
  options: (baseUrl) => ({ apiKey, baseUrl }),
  secrets: [apiKey],
  api: () => new FakeShipFast(apiKey),
  cancel: {
    call: { provider_order: { external_id: "S 1/2" } },
    arrange: (api) => {
      api.add("S 1/2")
    },
    refusals: {
      "a shipment that isn't there": () => undefined,
      "a shipment that has left": (api) => {
        api.add("S 1/2", "shipped")
      },
    },
  },
})
