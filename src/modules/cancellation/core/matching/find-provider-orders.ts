import { MatchingSettings, NewProviderOrder, Origin } from "../../types"
import { readExternalId } from "./external-id"
import { readItemIds } from "./item-ids"
import { Moment, OrderSnapshot, PaymentSnapshot } from "./order-snapshot"
import { paymentsWith } from "./payments"
import { Screening } from "./screening"
import { findTotal } from "./total"

export interface DistrustedProviderOrder {
  provider_id: string
  external_id: string
  reason: string
}

export interface FoundProviderOrders {
  found: NewProviderOrder[]
  /** An external id is there, but a shopper may have written it. */
  distrusted: DistrustedProviderOrder[]
  /** What else was not used, and why: for the log. */
  ignored: { provider_id: string; reason: string }[]
}

/**
 * The provider orders of an order, as far as the order itself tells: at most
 * one for each configured provider.
 *
 * @param moment - when this is asked, see {@link Moment}
 */
export const findProviderOrders = (
  order: OrderSnapshot,
  providers: MatchingSettings[],
  moment: Moment = "later"
): FoundProviderOrders => {
  const result: FoundProviderOrders = { found: [], distrusted: [], ignored: [] }
  const shopper = new Screening(order, moment)

  for (const settings of providers) {
    const { provider_id } = settings
    const screening = settings.trust_cart_metadata ? null : shopper
    const ignore = (reason: string): void => {
      result.ignored.push({ provider_id, reason })
    }

    const candidate = findExternalId(order, settings, screening)
    candidate.ignored.forEach(ignore)
    if (candidate.external_id === null) {
      continue
    }
    if (candidate.suspicion) {
      result.distrusted.push({
        provider_id,
        external_id: candidate.external_id,
        reason: candidate.suspicion,
      })
      continue
    }

    const { ignored, ...figures } = figuresOf(
      order,
      settings,
      candidate.payment,
      screening
    )
    ignored.forEach(ignore)
    result.found.push({
      provider_id,
      external_id: candidate.external_id,
      origin: candidate.origin,
      ...figures,
      metadata: null,
    })
  }
  return result
}

/** How much a provider order has, and of what. */
export type Figures = Pick<
  NewProviderOrder,
  "total" | "total_source" | "currency_code" | "items"
>

/**
 * What the order itself tells about a provider order that somebody else named.
 */
export const findFigures = (
  order: OrderSnapshot,
  settings: MatchingSettings
): Figures & { ignored: string[] } =>
  figuresOf(
    order,
    settings,
    firstPayment(order, settings.provider_id),
    settings.trust_cart_metadata ? null : new Screening(order, "later")
  )

const figuresOf = (
  order: OrderSnapshot,
  settings: MatchingSettings,
  payment: PaymentSnapshot | null,
  screening: Screening | null
): Figures & { ignored: string[] } => {
  const { items, ignored: ignoredItems } = findItems(order, settings, screening)
  const { total, total_source, ignored } = findTotal(order, settings, {
    items,
    payment,
    screening,
  })
  return {
    total,
    total_source,
    currency_code: settings.unit === "currency" ? order.currency_code : null,
    items,
    ignored: [...ignoredItems, ...ignored],
  }
}

interface Candidate {
  external_id: string | null
  origin: Origin
  /** The payment that stands for it, where there is one. */
  payment: PaymentSnapshot | null
  /** Not null: it may be a shopper's work. */
  suspicion: string | null
  ignored: string[]
}

const NO_ID = "it must be a string of at most 255 characters, or a whole number"

const findExternalId = (
  order: OrderSnapshot,
  { provider_id, external_id_from }: MatchingSettings,
  screening: Screening | null
): Candidate => {
  if (external_id_from === null) {
    return {
      ...fromMetadata(order, `${provider_id}_order_id`, screening),
      origin: "metadata",
      payment: firstPayment(order, provider_id),
    }
  }
  if (external_id_from.startsWith("metadata.")) {
    const key = external_id_from.slice("metadata.".length)
    return {
      ...fromMetadata(order, key, screening),
      origin: "option",
      payment: firstPayment(order, provider_id),
    }
  }
  if (external_id_from.startsWith("payment.data.")) {
    const key = external_id_from.slice("payment.data.".length)
    return fromPayments(order, provider_id, key)
  }
  return {
    external_id: readExternalId(
      external_id_from === "display_id" ? order.display_id : order.id
    ),
    origin: "option",
    payment: firstPayment(order, provider_id),
    suspicion: null,
    ignored: [],
  }
}

const firstPayment = (
  order: OrderSnapshot,
  providerId: string
): PaymentSnapshot | null => paymentsWith(order, providerId)[0] ?? null

const fromMetadata = (
  order: OrderSnapshot,
  key: string,
  screening: Screening | null
): Pick<Candidate, "external_id" | "suspicion" | "ignored"> => {
  const value = order.metadata?.[key] ?? null
  const external_id = readExternalId(value)
  return {
    external_id,
    suspicion: screening?.ofExternalId(key) ?? null,
    ignored:
      value !== null && external_id === null
        ? [`${key} of the order's metadata is ignored: ${NO_ID}`]
        : [],
  }
}

/**
 * A payment's data is what its payment provider made of what the shopper's
 * session was given: it is the store's choice to trust it.
 */
const fromPayments = (
  order: OrderSnapshot,
  providerId: string,
  key: string
): Candidate => {
  const carrying = paymentsWith(order, providerId)
    .map((payment) => ({ payment, value: payment.data?.[key] ?? null }))
    .filter(({ value }) => value !== null)
    .map(({ payment, value }) => ({ payment, id: readExternalId(value) }))
  const first = carrying.find(({ id }) => id !== null)
  const others = new Set(
    carrying.flatMap(({ id }) => (id === null || id === first?.id ? [] : [id]))
  )
  return {
    external_id: first?.id ?? null,
    origin: "option",
    payment: first?.payment ?? null,
    suspicion: null,
    ignored: [
      ...(carrying.some(({ id }) => id === null)
        ? [`${key} of a payment's data is ignored: ${NO_ID}`]
        : []),
      ...(others.size
        ? [
            `further payments name ${[...others].join(", ")}: register what they stand for`,
          ]
        : []),
    ],
  }
}

const findItems = (
  order: OrderSnapshot,
  { provider_id, unit }: MatchingSettings,
  screening: Screening | null
): ReturnType<typeof readItemIds> => {
  if (unit !== "item") {
    return { items: null, ignored: [] }
  }
  const key = `${provider_id}_item_ids`
  return readItemIds(
    order.items,
    key,
    (line) => screening?.ofLineItem(line, key) ?? null
  )
}
