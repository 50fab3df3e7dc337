import { AkinonApi, type AkinonOrderInput } from "../../../../sandbox/akinon"
import { asFake, type SandboxFake } from "../../../../sandbox/as-fake"
import {
  cancellationProviderTestRunner,
  type CancellationProviderTestRunnerOptions,
} from "../../../provider-kit"
import { AkinonCancellationProvider } from "../service"

interface Fake extends SandboxFake<AkinonApi> {
  letTimePass(ms: number): void
}

const { username, password, token } = new AkinonApi(Date.now).credentials
const SETTLES_AFTER_MS = 60_000
const IBAN = "TR33 0006 1005 1978 6457 8413 26"
const HOLDER = "Ada Lovelace"

const fake = (): Fake => {
  let now = Date.now()
  return {
    ...asFake(new AkinonApi(() => now)),
    letTimePass: (ms) => {
      now += ms
    },
  }
}

const provider_order = {
  external_id: "77",
  items: [
    { line_item_id: "item_a", external_item_ids: [1, "2"] },
    { line_item_id: "item_b", external_item_ids: ["3"] },
  ],
}

const order = (fields: Partial<AkinonOrderInput> = {}) => {
  return ({ api }: Fake): void => {
    api.orders.create({ pk: 77, items: [1, 2, 3], ...fields })
  }
}

const refusals = {
  "an order that isn't there": () => undefined,
  "a rule that forbids it": order({ ruleFails: "It was shipped." }),
}

const examples: Pick<
  CancellationProviderTestRunnerOptions<Fake>,
  "cancel" | "void"
> = {
  cancel: { call: { provider_order }, arrange: order(), refusals },
  void: {
    call: {
      provider_order,
      items: [
        {
          id: "item_a",
          quantity: 2,
          external_item_ids: [1, "2"],
          reason: null,
        },
      ],
      details: { ibans: { 1: IBAN }, holder_names: { 1: HOLDER } },
    },
    arrange: order(),
    refusals: {
      ...refusals,
      "an order without these items": order({ items: [3, 4] }),
    },
  },
}

const common = {
  provider: AkinonCancellationProvider,
  invalidOptions: { defaultReason: "ten", baseUrl: "omnitron" },
  personal: [IBAN, HOLDER],
  api: fake,
}

cancellationProviderTestRunner<Fake>({
  ...common,
  ...examples,
  name: "provider akinon with a token",
  options: (baseUrl) => ({ token, baseUrl }),
  wrongCredentials: (baseUrl) => ({ token: "another-token", baseUrl }),
  secrets: [token],
})

cancellationProviderTestRunner<Fake>({
  ...common,
  ...examples,
  name: "provider akinon with a login",
  options: (baseUrl) => ({ username, password, baseUrl }),
  wrongCredentials: (baseUrl) => ({ username, password: "wrong", baseUrl }),
  secrets: [password],
})

const settle = ({ letTimePass }: Fake): void => {
  letTimePass(SETTLES_AFTER_MS)
}

const later = order({ settlesAfterMs: SETTLES_AFTER_MS })

cancellationProviderTestRunner<Fake>({
  ...common,
  name: "provider akinon, where cancellations settle later",
  options: (baseUrl) => ({ token, baseUrl }),
  secrets: [token],
  cancel: { ...examples.cancel, arrange: later, settle },
  void: { ...examples.cancel, ...examples.void, arrange: later, settle },
})
