import {
  cancellationProviderTestRunner,
  type DefinedCancellationProvider,
  type ExampleCall,
  type RepeatedCall,
} from "../.."
import { FakeParcel } from "../__fixtures__/fake-parcel"
import { KEY, parcel, silent, VOID } from "../__fixtures__/parcel"

const id = "P 1/2"
const arrange = (api: FakeParcel): void => {
  api.add(id)
}

const example = (
  call: Partial<ExampleCall<FakeParcel>["call"]> = {}
): ExampleCall<FakeParcel> => ({
  call: { ...call, provider_order: { external_id: id } },
  arrange,
  refusals: {
    missing: () => undefined,
    shipped: (api) => {
      api.add(id, { shipped: true })
    },
  },
})

const hold = (
  name: string,
  defined: DefinedCancellationProvider,
  rules: ConstructorParameters<typeof FakeParcel>[0],
  part?: ExampleCall<FakeParcel>
): void => {
  cancellationProviderTestRunner({
    name,
    provider: defined.Provider,
    options: (baseUrl) => ({ apiKey: KEY, baseUrl }),
    wrongCredentials: (baseUrl) => ({ apiKey: "another-key", baseUrl }),
    invalidOptions: { baseUrl: "parcel.test" },
    secrets: [KEY],
    api: () => new FakeParcel(rules),
    cancel: example(),
    ...(part && { void: part }),
  })
}

const REPEATED: readonly RepeatedCall[] = ["harmless", "refused", "unsafe"]

for (const repeated of REPEATED) {
  hold(
    `a definition whose repeated calls are ${repeated}`,
    parcel({ repeatedCancel: repeated, void: { ...VOID, repeated } }),
    { repeated },
    example({ amount: "20.5" })
  )
}

hold(
  "a definition without read, whose repeated cancel is refused",
  parcel({ read: undefined }),
  { repeated: "refused" }
)

hold(
  "a definition that is shown nothing",
  silent({ repeatedCancel: "harmless" }),
  { repeated: "harmless", isSilent: true }
)

hold(
  "a definition whose calls have no answer, and whose order can be read",
  parcel({
    cancelAnswer: "nothing",
    void: { ...VOID, listed: false, answer: "nothing" },
  }),
  { repeated: "refused", isSilent: true },
  example({ amount: "20.5" })
)

hold(
  "a definition whose void is one of items",
  parcel({
    void: {
      unit: "item",
      request: (order, { items }) => ({
        method: "POST",
        path: `/orders/${order}/items`,
        body: { ids: items?.flatMap((item) => item.external_item_ids) },
      }),
      repeated: "refused",
      listed: true,
    },
  }),
  { repeated: "refused" },
  example({
    items: [
      { id: "ordli_1", quantity: 2, external_item_ids: [1, 2], reason: null },
    ],
  })
)
