import { asFake, type SandboxFake } from "../../../../sandbox/as-fake"
import { AplazameApi } from "../../../../sandbox/aplazame"
import { cancellationProviderTestRunner } from "../../../provider-kit"
import { AplazameCancellationProvider } from "../service"

type Fake = SandboxFake<AplazameApi>

const { privateKey } = new AplazameApi(Date.now).credentials
const ID = "A/1 #2"

const arrange = ({ api }: Fake): void => {
  api.orders.create({ mid: ID, total_amount: 10_050 })
}

describe.each(["cancel", "void"])("a whole order by %s", (fullCancel) => {
  cancellationProviderTestRunner<Fake>({
    provider: AplazameCancellationProvider,
    options: (baseUrl) => ({ privateKey, fullCancel, baseUrl }),
    wrongCredentials: (baseUrl) => ({
      privateKey: "another-key",
      fullCancel,
      baseUrl,
    }),
    invalidOptions: {
      privateKey: "",
      sandbox: "yes",
      fullCancel: "delete",
      baseUrl: "ftp://api.aplazame.com",
    },
    secrets: [privateKey],
    api: () => asFake(new AplazameApi(Date.now)),
    cancel: {
      call: { remaining: "100.5", provider_order: { external_id: ID } },
      arrange,
      refusals: {
        "an order that isn't there": () => undefined,
        "an order that was captured": ({ api }) => {
          api.orders.create({
            mid: ID,
            total_amount: 10_050,
            captured: 10_050,
          })
        },
        "an order of which a part was captured": ({ api }) => {
          api.orders.create({ mid: ID, total_amount: 10_050, captured: 50 })
        },
      },
    },
    void: {
      call: { amount: "20.5", provider_order: { external_id: ID } },
      arrange,
      refusals: {
        "an order that isn't there": () => undefined,
        "more than remains": ({ api }) => {
          api.orders.create({ mid: ID, total_amount: 2_049 })
        },
        "an order that was captured": ({ api }) => {
          api.orders.create({
            mid: ID,
            total_amount: 10_050,
            captured: 10_050,
          })
        },
        "an order that is over": ({ api }) => {
          api.orders.create({ mid: ID, total_amount: 10_050, status: "ko" })
        },
        "an order that is cancelled": ({ api }) => {
          api.orders.create({
            mid: ID,
            total_amount: 10_050,
            cancelled: "2026-01-01T00:00:00Z",
          })
        },
      },
    },
  })
})
