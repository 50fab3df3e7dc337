import { asFake, type SandboxFake } from "../../../../sandbox/as-fake"
import { ClimesApi } from "../../../../sandbox/climes"
import {
  cancellationProviderTestRunner,
  type ExampleCall,
} from "../../../provider-kit"
import { ClimesCancellationProvider } from "../service"

type Fake = SandboxFake<ClimesApi>

const { apiKey } = new ClimesApi(Date.now).credentials
const ID = "876 287/37#8"
const LONG_AGO = 0

const arrange = ({ api }: Fake): void => {
  api.orders.create({ partner_order_id: ID, climes: 607 })
}

const refusals: ExampleCall<Fake>["refusals"] = {
  "an order that isn't there": () => undefined,
  "an order of the other payer": ({ api }) => {
    api.orders.create({
      partner_order_id: ID,
      climes: 607,
      payer: "calculated",
    })
  },
  "an order that is unlocked": ({ api }) => {
    api.orders.create({
      partner_order_id: ID,
      climes: 607,
      unlock_date: LONG_AGO,
    })
  },
}

describe.each(["delete", "patch"])("a whole order by %s", (fullCancel) => {
  cancellationProviderTestRunner<Fake>({
    provider: ClimesCancellationProvider,
    options: (baseUrl) => ({ apiKey, payer: "merchant", fullCancel, baseUrl }),
    wrongCredentials: (baseUrl) => ({
      apiKey: "another-key",
      payer: "merchant",
      fullCancel,
      baseUrl,
    }),
    invalidOptions: { apiKey: "", payer: "vote", baseUrl: "api.climes.io" },
    secrets: [apiKey],
    api: () => asFake(new ClimesApi(Date.now)),
    cancel: {
      call: { remaining: "607", provider_order: { external_id: ID } },
      arrange,
      refusals,
    },
    void: {
      call: { amount: "50", provider_order: { external_id: ID } },
      arrange,
      refusals: {
        ...refusals,
        "an order with fewer climes": ({ api }) => {
          api.orders.create({ partner_order_id: ID, climes: 49 })
        },
      },
    },
  })
})
