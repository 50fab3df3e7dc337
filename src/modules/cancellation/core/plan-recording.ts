import { generateEntityId } from "@medusajs/framework/utils"
import { Unit } from "../../../provider-kit"
import { countOf } from "./extent"
import { columnsOf } from "./numeric"
import {
  HeldProviderOrder,
  NewProviderOrder,
  OrderInfo,
  RecordProviderOrdersInput,
} from "../types"
import {
  KnownProviderOrder,
  NewProviderOrderRow,
  ProviderOrderPlace,
} from "./provider-order"

export interface Recording {
  rows: NewProviderOrderRow[]
  /** Ids of provider orders found before that the order no longer names. */
  forgotten: string[]
  /**
   * Provider orders that the order now names in a place not yet kept with them.
   */
  placed: ProviderOrderPlace[]
  skipped: { provider_id: string; external_id: string; reason: string }[]
  /**
   * Skipped provider orders that another order holds only because the plugin
   * found them there.
   */
  held: HeldProviderOrder[]
}

/**
 * What recording the found provider orders writes. Pure.
 *
 * @param unitOf - null for a provider that is not configured
 * @param wanted - ids of provider orders that another order names now
 */
export const planRecording = (
  input: RecordProviderOrdersInput,
  known: KnownProviderOrder[],
  unitOf: (providerId: string) => Unit | null,
  wanted: readonly string[] = []
): Recording => {
  const rows: NewProviderOrderRow[] = []
  const skipped: Recording["skipped"] = []
  const held: HeldProviderOrder[] = []
  const placed: ProviderOrderPlace[] = []
  const own = known.filter(({ order_id }) => order_id === input.order_id)
  /** Providers for which the order now names a provider order. */
  const served = new Set<string>()

  for (const found of input.provider_orders) {
    const { provider_id, external_id } = found
    const unit = unitOf(provider_id)
    const same = isSameAs(found)
    const skip = (reason: string): void => {
      skipped.push({ provider_id, external_id, reason })
    }
    const other = known.find((row) => same(row) && !row.is_deleted)
    const standing = own.find((row) => same(row) && !row.is_deleted)

    if (unit === null) {
      skip("the provider is not configured")
    } else if (standing) {
      // It is known already: nothing to report.
      served.add(provider_id)
      placed.push(...placeOf(standing, found))
    } else if (own.some((row) => same(row) && row.is_deleted)) {
      skip("it was removed, or was not believed, before")
    } else if (other) {
      skip(HELD_BY_ANOTHER)
      if (isLoose(other)) {
        held.push({ id: other.id, order_id: other.order_id })
      }
    } else {
      served.add(provider_id)
      rows.push(rowOf(input, found, unit))
    }
  }

  const forgotten = own.filter(
    (row) =>
      isLoose(row) &&
      !isNamed(row, input) &&
      isGone(row, input, served, wanted.includes(row.id))
  )
  return {
    rows: [...rows, ...distrustedRows(input, own, unitOf)],
    forgotten: forgotten.map(({ id }) => id),
    placed,
    skipped,
    held,
  }
}

export const HELD_BY_ANOTHER = "it belongs to another order"

interface Named {
  provider_id: string
  external_id: string
}

const isSameAs =
  ({ provider_id, external_id }: Named) =>
  (row: Named): boolean =>
    row.provider_id === provider_id && row.external_id === external_id

/** The provider order was only found, and nothing depends on it. */
export const isLoose = ({
  origin,
  is_deleted,
  cancellation_count,
}: KnownProviderOrder): boolean =>
  origin !== "explicit" && !is_deleted && cancellation_count === 0

/**
 * The new place of a provider order that was found before. Rows older than the
 * column have no place, and the place changes when the provider is configured
 * anew.
 */
const placeOf = (
  { id, origin, found_in: known }: KnownProviderOrder,
  { found_in = null }: NewProviderOrder
): ProviderOrderPlace[] =>
  origin === "explicit" || found_in === null || found_in === known
    ? []
    : [{ id, found_in }]

const isNamed = (
  row: KnownProviderOrder,
  { provider_orders, distrusted = [] }: RecordProviderOrdersInput
): boolean => [...provider_orders, ...distrusted].some(isSameAs(row))

/**
 * Whether a provider order that the order no longer names is gone: the place
 * where it was found was read, and names something else, or nothing.
 *
 * If it was found in another place, the provider has been configured anew
 * since, and what the order names today replaces it. If the order names nothing
 * today, that says little: the order may be older than the new configuration.
 *
 * If the place where it was found isn't known, the only place that is read
 * counts as that place, once another order names it there.
 */
const isGone = (
  { provider_id, found_in }: KnownProviderOrder,
  { readings = [] }: RecordProviderOrdersInput,
  served: ReadonlySet<string>,
  isWanted: boolean
): boolean => {
  const reading = readings.find((one) => one.provider_id === provider_id)
  if (!reading) {
    return false
  }
  if (found_in !== null && reading.certain.includes(found_in)) {
    return true
  }
  if (found_in === null && isWanted && reading.of === "order") {
    return reading.certain.length > 0
  }
  const mayHaveSeveral =
    reading.of === "payments" &&
    (found_in === null || found_in.startsWith("payment."))
  return served.has(provider_id) && !mayHaveSeveral
}

const distrustedRows = (
  input: RecordProviderOrdersInput,
  own: KnownProviderOrder[],
  unitOf: (providerId: string) => Unit | null
): NewProviderOrderRow[] =>
  (input.distrusted ?? []).flatMap((named) => {
    const unit = unitOf(named.provider_id)
    return unit === null || own.some(isSameAs(named))
      ? []
      : [
          {
            ...rowOf(
              input,
              {
                provider_id: named.provider_id,
                external_id: named.external_id,
                origin: "metadata",
                total: null,
                total_source: null,
                currency_code: null,
                items: null,
                metadata: null,
              },
              unit
            ),
            is_deleted: true,
          },
        ]
  })

/** A new provider order, with the figures that make sense in its unit. */
export const rowOf = (
  facts: OrderInfo,
  given: NewProviderOrder,
  unit: Unit
): NewProviderOrderRow => {
  const total = unit === "item" ? countOf(given.items) : given.total
  const columns = columnsOf(unit === "none" ? null : total)
  return {
    id: generateEntityId(undefined, "cnpo"),
    order_id: facts.order_id,
    order_display_id: facts.order_display_id,
    order_custom_display_id: facts.order_custom_display_id ?? null,
    provider_id: given.provider_id,
    external_id: given.external_id,
    unit,
    currency_code: unit === "currency" ? given.currency_code : null,
    total: columns.amount,
    raw_total: columns.raw,
    total_source: columns.amount === null ? null : given.total_source,
    items: unit === "item" ? given.items : null,
    origin: given.origin,
    found_in: given.found_in ?? null,
    metadata: given.metadata,
    is_deleted: false,
  }
}
