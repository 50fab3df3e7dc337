import { z } from "@medusajs/framework/zod"
import type { DefinedCancellationProvider, ShownOrder } from "../.."
import { contractOf } from "../../test-runner/contract"
import { FakeParcel } from "../__fixtures__/fake-parcel"
import { KEY, parcel, VOID } from "../__fixtures__/parcel"

const id = "P 1/2"

interface Mistake {
  provider: DefinedCancellationProvider
  api?: () => FakeParcel
  caught: string
}

const cancelled: ShownOrder = { state: "cancelled" }

const MISTAKES: Record<string, Mistake> = {
  "takes every order for a cancelled one": {
    provider: parcel({
      state: z.object({ id: z.string() }).transform(() => cancelled),
    }),
    caught:
      "the proof of a cancel: isn't an answer that shows the order as it was before",
  },
  "takes every answer for a cancelled order": {
    provider: parcel({ state: z.unknown().transform(() => cancelled) }),
    caught:
      "a cancel whose answer can't be read: is unknown after a 200 with a list",
  },
  "takes any answer to a void for its success": {
    provider: parcel({
      void: { ...VOID, listed: false, answer: z.object({}) },
    }),
    caught:
      "the proof of a void: isn't an answer that shows the order as it was before",
  },
  "calls a cancel harmless that is refused": {
    provider: parcel({ read: undefined, repeatedCancel: "harmless" }),
    caught:
      "a cancel that is harmless to repeat: takes effect once where it succeeded and is sent again",
  },
  "calls a void harmless that takes its amount again": {
    provider: parcel({ void: { ...VOID, repeated: "harmless" } }),
    api: () => new FakeParcel({ repeated: "unsafe" }),
    caught:
      "a void that is harmless to repeat: takes effect once where it succeeded and is sent again",
  },
  "says that voids are listed by a reference that it doesn't send": {
    provider: parcel({
      void: {
        ...VOID,
        request: (order, { amount }) => ({
          method: "POST",
          path: `/orders/${order}/voids`,
          body: { amount, reference: "void" },
        }),
      },
    }),
    caught:
      "a void that is answered: is succeeded where the API carries it out, once, as previewed",
  },
  "puts an order's id into a path as it is": {
    provider: parcel({
      cancel: (_id, { provider_order }) => ({
        method: "POST",
        path: `/orders/${provider_order.external_id}/cancel`,
      }),
    }),
    caught:
      "a cancel, before it is sent: goes to the same place whatever the order's id is, or is refused",
  },
  "doesn't name its secrets": {
    provider: parcel({ secrets: [] }),
    caught:
      "what is kept of a cancel: shows no secret where a 400 repeats the secrets",
  },
  "throws at a refusal that it doesn't understand": {
    provider: parcel({
      saidIn: (body) => ({
        provider_message: (body as { message: string }).message,
      }),
    }),
    caught:
      "a cancel that is answered: isn't taken for done after a 404 with a page",
  },
}

describe("the test runner", () => {
  it.each(Object.entries(MISTAKES))(
    "catches a definition that %s",
    async (_, { provider, api, caught }) => {
      const call = { provider_order: { external_id: id } }
      const arrange = (fake: FakeParcel): void => {
        fake.add(id)
      }
      const example = { call, arrange, refusals: {} }
      const checks = contractOf({
        provider: provider.Provider,
        options: (baseUrl) => ({ apiKey: KEY, baseUrl }),
        secrets: [KEY],
        api: api ?? (() => new FakeParcel({ repeated: "refused" })),
        cancel: example,
        void: { ...example, call: { ...call, amount: "20.5" } },
      }).flatMap((group) =>
        group.checks.map(({ name, run }) => ({
          name: `${group.name}: ${name}`,
          run,
        }))
      )
      const check = checks.find(({ name }) => name === caught)
      await expect(check?.run()).rejects.toThrow(/\w/)
    }
  )
})
