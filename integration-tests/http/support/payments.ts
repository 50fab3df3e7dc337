import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { type Store } from "./store"

/** The id of a store's own payment provider for Aplazame. */
export const PAYMENT_PROVIDER = "pp_aplazame_aplazame"

type Data = Record<string, unknown>

/** The methods of a payment provider that Medusa's payment module calls. */
interface FakeProvider {
  initiatePayment(input: { data?: Data }): Promise<{ id: string; data: Data }>
  authorizePayment(input: {
    data?: Data
  }): Promise<{ status: string; data: Data }>
  capturePayment(input: { data?: Data }): Promise<{ data: Data }>
  cancelPayment(input: { data?: Data }): Promise<{ data: Data }>
  refundPayment(input: { data?: Data }): Promise<{ data: Data }>
}

const same = async ({ data }: { data?: Data }): Promise<{ data: Data }> => ({
  data: data ?? {},
})

const fake = (cancelAnswers: Data | null): FakeProvider => ({
  initiatePayment: async ({ data }) => ({
    id: String(data?.mid),
    data: data ?? {},
  }),
  authorizePayment: async ({ data }) => ({
    status: "authorized",
    data: data ?? {},
  }),
  capturePayment: same,
  cancelPayment: async (input) =>
    cancelAnswers === null ? same(input) : { data: cancelAnswers },
  refundPayment: same,
})

/**
 * Registers a payment provider in the running store. It keeps the `mid` that a
 * session was given.
 *
 * @param cancelAnswers - what it makes of a payment's data when the payment is
 * cancelled; null leaves the data unchanged
 */
export const usePaymentProvider = (
  store: Store,
  cancelAnswers: Data | null = null
): jest.SpyInstance => {
  const { paymentProviderService_ } = store.container.resolve(
    Modules.PAYMENT
  ) as unknown as {
    paymentProviderService_: { retrieveProvider(id: string): FakeProvider }
  }
  return jest
    .spyOn(paymentProviderService_, "retrieveProvider")
    .mockReturnValue(fake(cancelAnswers))
}

/** Authorises a payment in a collection, as the shopper does. */
export const authorise = async (
  store: Store,
  collectionId: string,
  mid: string
): Promise<string> => {
  const payments = store.container.resolve(Modules.PAYMENT)
  const { amount, currency_code } =
    await payments.retrievePaymentCollection(collectionId)
  const session = await payments.createPaymentSession(collectionId, {
    provider_id: PAYMENT_PROVIDER,
    currency_code,
    amount,
    data: { mid },
  })
  const payment = await payments.authorizePaymentSession(session.id, {})
  if (!payment) {
    throw new Error("the payment was not authorized")
  }
  return payment.id
}

/** The first payment of an order, as completing its cart makes it. */
export const payFirst = async (
  store: Store,
  orderId: string,
  amount: number,
  mid: string
): Promise<string> => {
  const collection = await store.container
    .resolve(Modules.PAYMENT)
    .createPaymentCollections({ currency_code: "eur", amount })
  await store.container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.ORDER]: { order_id: orderId },
    [Modules.PAYMENT]: { payment_collection_id: collection.id },
  })
  return authorise(store, collection.id, mid)
}

/** The id of the payment collection that an order is to be paid in. */
export const openCollectionOf = async (
  store: Store,
  orderId: string
): Promise<string> => {
  const { data } = await store.container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order",
      fields: ["payment_collections.id", "payment_collections.status"],
      filters: { id: orderId },
    })
  const [order] = data as unknown as {
    payment_collections: { id: string; status: string }[]
  }[]
  const open = order?.payment_collections.find(
    ({ status }) => status === "not_paid"
  )
  if (!open) {
    throw new Error("the order waits for no payment")
  }
  return open.id
}
