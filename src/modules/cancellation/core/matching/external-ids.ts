import { MatchingSettings } from "../../types"
import { EXTERNAL_ID_MAX_LENGTH, readExternalId } from "./external-id"
import { OrderSnapshot, PaymentSnapshot } from "./order-snapshot"
import { isGivenUp, livePaymentsWith, paymentsWith } from "./payments"
import { Screening, Suspicion } from "./screening"
import { Origin } from "../vocabulary"

/** An external id that an order names. */
export interface NamedId {
  external_id: string
  /** The place of the id: `metadata.<key>`, `payment.<payment id>`, `id` … */
  found_in: string
  /** The payments that stand for the id, the first one first. */
  payments: PaymentSnapshot[]
  /** Not null: a shopper may have written the id. */
  suspicion: Suspicion | null
}

export interface NamedIds {
  ids: NamedId[]
  origin: Origin
  /**
   * The places that were read without doubt. An id that was found in one of
   * them before, and is not among `ids` now, is gone.
   */
  certain: string[]
  ignored: string[]
}

const NO_ID = `it must be a string of at most ${EXTERNAL_ID_MAX_LENGTH} characters, or a whole number`

const ORDER_METADATA = "metadata."
const PAYMENT_DATA = "payment.data."

/** Where orders name their provider orders: in a metadata key or in a field. */
export const namingOf = ({
  provider_id,
  external_id_from: from,
}: Pick<MatchingSettings, "provider_id" | "external_id_from">): {
  place: "metadata" | "payments" | "order"
  key: string
} => {
  if (from === null) {
    return { place: "metadata", key: `${provider_id}_order_id` }
  }
  if (from.startsWith(ORDER_METADATA)) {
    return { place: "metadata", key: from.slice(ORDER_METADATA.length) }
  }
  return from.startsWith(PAYMENT_DATA)
    ? { place: "payments", key: from.slice(PAYMENT_DATA.length) }
    : { place: "order", key: from }
}

/** Whether each live payment stands for a provider order of its own. */
export const isOfPayments = (
  settings: Pick<MatchingSettings, "provider_id" | "external_id_from">
): boolean => namingOf(settings).place === "payments"

/**
 * Whether every order has a counterpart. If so, an order that was just placed
 * needs no look: its counterpart is recorded when it is first needed.
 */
export const meansEveryOrder = ({
  external_id_from,
}: Pick<MatchingSettings, "external_id_from">): boolean =>
  external_id_from === "id" ||
  external_id_from === "display_id" ||
  external_id_from === "custom_display_id"

/** The external ids that an order names for a provider. */
export const readExternalIds = (
  order: OrderSnapshot,
  settings: MatchingSettings,
  screening: Screening | null
): NamedIds => {
  const origin = settings.external_id_from === null ? "metadata" : "option"
  const { place, key } = namingOf(settings)
  switch (place) {
    case "metadata":
      return { ...fromMetadata(order, settings, key, screening), origin }
    case "payments":
      return { ...fromPayments(order, settings, key), origin }
    case "order":
      return { ...fromOrder(order, settings, key), origin }
  }
}

/** The payment that stands for an id that the order names once. */
const firstLivePayment = (
  order: OrderSnapshot,
  { provider_id }: MatchingSettings
): PaymentSnapshot[] => livePaymentsWith(order, provider_id).slice(0, 1)

const fromOrder = (
  order: OrderSnapshot,
  settings: MatchingSettings,
  field: string
): Omit<NamedIds, "origin"> => {
  const value =
    field === "display_id"
      ? order.display_id
      : field === "custom_display_id"
        ? order.custom_display_id
        : order.id
  const external_id = readExternalId(value)
  return external_id === null
    ? { ids: [], certain: [], ignored: [] }
    : {
        ids: [
          {
            external_id,
            found_in: field,
            payments: firstLivePayment(order, settings),
            suspicion: null,
          },
        ],
        certain: [field],
        ignored: [],
      }
}

/** Medusa removes a key from metadata when `""` is written to it. */
const isAbsent = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === "string" && value.trim() === "")

const fromMetadata = (
  order: OrderSnapshot,
  settings: MatchingSettings,
  key: string,
  screening: Screening | null
): Omit<NamedIds, "origin"> => {
  const found_in = `${ORDER_METADATA}${key}`
  const value = order.metadata?.[key] ?? null
  const external_id = readExternalId(value)
  if (external_id === null) {
    return {
      ids: [],
      // A senseless value is still meant for something: the id found before
      // stays.
      certain: isAbsent(value) ? [found_in] : [],
      ignored:
        value === null
          ? []
          : [`${key} of the order's metadata is ignored: ${NO_ID}`],
    }
  }
  return {
    ids: [
      {
        external_id,
        found_in,
        payments: firstLivePayment(order, settings),
        suspicion: screening?.ofExternalId(key) ?? null,
      },
    ],
    certain: [found_in],
    ignored: [],
  }
}

/**
 * A payment's data is what its payment provider made of the data that the
 * shopper's session was given. Whether to trust it is the store's choice.
 */
const fromPayments = (
  order: OrderSnapshot,
  { provider_id }: MatchingSettings,
  key: string
): Omit<NamedIds, "origin"> => {
  const ids = new Map<string, NamedId>()
  const certain: string[] = []
  let isAnyUnread = false
  let isAnyUnreadable = false

  for (const payment of paymentsWith(order, provider_id)) {
    const found_in = `payment.${payment.id}`
    if (isGivenUp(payment, order)) {
      certain.push(found_in)
      continue
    }
    const value = [payment.data?.[key], payment.session_data?.[key]].find(
      (one) => !isAbsent(one)
    )
    const external_id = readExternalId(value)
    if (external_id === null) {
      isAnyUnread = true
      isAnyUnreadable ||= value !== undefined
      continue
    }
    certain.push(found_in)
    const known = ids.get(external_id)
    if (known) {
      known.payments.push(payment)
    } else {
      ids.set(external_id, {
        external_id,
        found_in,
        payments: [payment],
        suspicion: null,
      })
    }
  }
  return {
    ids: [...ids.values()],
    // A live payment that doesn't say what it stands for may stand for any id.
    certain: isAnyUnread ? [] : certain,
    ignored: isAnyUnreadable
      ? [`${key} of a payment's data is ignored: ${NO_ID}`]
      : [],
  }
}
