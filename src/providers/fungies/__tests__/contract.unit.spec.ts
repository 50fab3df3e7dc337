import { asFake } from "../../../../sandbox/as-fake"
import { FungiesApi } from "../../../../sandbox/fungies"
import { cancellationProviderTestRunner } from "../../../provider-kit"
import { FungiesCancellationProvider } from "../service"

const { publicKey, secretKey } = new FungiesApi(Date.now).credentials

cancellationProviderTestRunner({
  provider: FungiesCancellationProvider,
  options: (baseUrl) => ({ publicKey, secretKey, baseUrl: `${baseUrl}/v0` }),
  wrongCredentials: (baseUrl) => ({
    publicKey,
    secretKey: "another-key",
    baseUrl: `${baseUrl}/v0`,
  }),
  invalidOptions: { secretKey: "", baseUrl: "api.fungies.io" },
  secrets: [publicKey, secretKey],
  api: () => asFake(new FungiesApi(Date.now)),
  cancel: {
    call: { provider_order: { external_id: "#1001" } },
    arrange: ({ api }) => {
      api.orders.create({ number: "#1001" })
    },
    refusals: {
      "an order that isn't there": () => undefined,
      "an order that Fungies won't cancel": ({ api }) => {
        api.orders.create({ number: "#1001", refuses: "It was delivered." })
      },
      "a refusal in a 200": ({ api }) => {
        api.orders.create({
          number: "#1001",
          refuses: "It was delivered.",
          errorAs200: true,
        })
      },
      "keys that may only read": ({ api }) => {
        api.orders.create({ number: "#1001" })
        api.settings.writeAccess = false
      },
    },
  },
})
