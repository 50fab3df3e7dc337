import { asFake, type SandboxFake } from "../../../../sandbox/as-fake"
import { ErpApi, type ErpSettings } from "../../../../sandbox/erp"
import {
  cancellationProviderTestRunner,
  type CancellationProviderTestRunnerOptions,
} from "../../../provider-kit"
import { WebhookCancellationProvider } from "../service"

interface Fake extends SandboxFake<ErpApi> {
  letTimePass(ms: number): void
}

const { secret } = new ErpApi(Date.now).credentials
const OTHER = "whsec_YW5vdGhlci1zZWNyZXQtb2YtMzItYnl0ZXMtLi4uLi4u"
const HEADER = "Bearer of-a-gateway-0123"
const SETTLES_AFTER_MS = 60_000

const fake = (): Fake => {
  let now = Date.now()
  return {
    ...asFake(new ErpApi(() => now)),
    letTimePass: (ms) => {
      now += ms
    },
  }
}

const set =
  (settings: Partial<ErpSettings>) =>
  ({ api }: Fake): void => {
    Object.assign(api.settings, settings)
  }

const refusals = {
  "a message that is refused by status": set({ refuses: "It was shipped." }),
}

const common = {
  provider: WebhookCancellationProvider,
  secrets: [secret, secret.slice("whsec_".length), HEADER],
  api: fake,
  invalidOptions: {
    url: "erp.example.com/hook",
    secrets: ["whsec_short"],
    unit: "climes",
    answers: "yes",
    headers: { "webhook-id": "1" },
    recordUrl: "ftp://erp.example.com",
  },
} satisfies Partial<CancellationProviderTestRunnerOptions<Fake>>

const optionsWith =
  (fields: Record<string, unknown>, secrets = [secret]) =>
  (baseUrl: string) => ({
    url: `${baseUrl}/hook`,
    secrets,
    headers: { authorization: HEADER },
    ...fields,
  })

const cancel = {
  call: { provider_order: { external_id: "order_1" } },
  arrange: () => undefined,
  refusals,
}

const ofAmount = {
  call: { amount: "12.5", provider_order: { external_id: "order_1" } },
  arrange: () => undefined,
  refusals,
}

const ofItems = {
  call: {
    items: [
      {
        id: "ordli_1",
        quantity: 2,
        external_item_ids: ["ordli_1#1", "ordli_1#2"],
        reason: null,
      },
    ],
    provider_order: { external_id: "order_1" },
  },
  arrange: () => undefined,
  refusals,
}

const acknowledge = { unit: "currency" }
const decide = { unit: "currency", answers: "decide" }

cancellationProviderTestRunner<Fake>({
  ...common,
  name: "a webhook that acknowledges",
  options: optionsWith(acknowledge),
  wrongCredentials: optionsWith(acknowledge, [OTHER]),
  statusDecides: true,
  cancel,
  void: ofAmount,
})

cancellationProviderTestRunner<Fake>({
  ...common,
  name: "a webhook that decides",
  options: optionsWith(decide),
  wrongCredentials: optionsWith(decide, [OTHER]),
  cancel: {
    ...cancel,
    refusals: { ...refusals, "a decision": set({ decision: "rejected" }) },
  },
  void: ofAmount,
})

cancellationProviderTestRunner<Fake>({
  ...common,
  name: "a webhook for whole orders only",
  options: optionsWith({ answers: "decide" }),
  cancel,
})

const settles = {
  arrange: set({ decision: "accepted", settlesAfterMs: SETTLES_AFTER_MS }),
  settle: (api: Fake) => {
    api.letTimePass(SETTLES_AFTER_MS)
  },
}

cancellationProviderTestRunner<Fake>({
  ...common,
  name: "a webhook that settles later",
  options: (baseUrl) =>
    optionsWith({
      unit: "item",
      answers: "decide",
      recordUrl: `${baseUrl}/hook/messages/{id}`,
    })(baseUrl),
  recordsCalls: true,
  cancel: { ...cancel, ...settles },
  void: { ...ofItems, ...settles },
})
