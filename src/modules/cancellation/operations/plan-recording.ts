import { generateEntityId } from "@medusajs/framework/utils"
import { Unit } from "../../../provider-kit"
import { countOf } from "../core/figures"
import { columnsOf } from "../core/numeric"
import {
  KnownProviderOrder,
  NewProviderOrderRow,
} from "../ledger/provider-orders"
import {
  NewProviderOrder,
  OrderFacts,
  RecordProviderOrdersInput,
} from "../types"

export interface Recording {
  rows: NewProviderOrderRow[]
  /** Ids of those that were found before, and are not what is found now. */
  replaced: string[]
  skipped: { provider_id: string; external_id: string; reason: string }[]
}

/**
 * What recording the found provider orders writes. Pure.
 *
 * @param unitOf - null for a provider that is not configured
 */
export const planRecording = (
  input: RecordProviderOrdersInput,
  known: KnownProviderOrder[],
  unitOf: (providerId: string) => Unit | null
): Recording => {
  const rows: NewProviderOrderRow[] = []
  const replaced: string[] = []
  const skipped: Recording["skipped"] = []
  const own = known.filter(({ order_id }) => order_id === input.order_id)

  for (const found of input.provider_orders) {
    const { provider_id, external_id } = found
    const unit = unitOf(provider_id)
    const same = (row: KnownProviderOrder): boolean =>
      row.provider_id === provider_id && row.external_id === external_id
    const skip = (reason: string): void => {
      skipped.push({ provider_id, external_id, reason })
    }

    if (unit === null) {
      skip("the provider is not configured")
    } else if (own.some((row) => same(row) && !row.is_deleted)) {
      // Known: nothing to do, and nothing to tell.
    } else if (own.some((row) => same(row) && row.is_deleted)) {
      skip("it was removed, or was not believed, before")
    } else if (known.some((row) => same(row) && !row.is_deleted)) {
      skip("it belongs to another order")
    } else {
      const outdated = own.filter(
        (row) =>
          row.provider_id === provider_id &&
          row.origin !== "explicit" &&
          !row.is_deleted
      )
      if (outdated.some(({ cancellation_count }) => cancellation_count)) {
        skip(
          "another one was found for this order before, and has cancellations"
        )
      } else {
        replaced.push(...outdated.map(({ id }) => id))
        rows.push(rowOf(input, found, unit))
      }
    }
  }

  for (const { provider_id, external_id } of input.distrusted ?? []) {
    const unit = unitOf(provider_id)
    const isKnown = own.some(
      (row) =>
        row.provider_id === provider_id && row.external_id === external_id
    )
    if (unit !== null && !isKnown) {
      rows.push({
        ...rowOf(
          input,
          {
            provider_id,
            external_id,
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
      })
    }
  }
  return { rows, replaced, skipped }
}

/** A new provider order, with the figures that make sense in its unit. */
export const rowOf = (
  facts: OrderFacts,
  given: NewProviderOrder,
  unit: Unit
): NewProviderOrderRow => {
  const total = unit === "item" ? countOf(given.items) : given.total
  const columns = columnsOf(unit === "none" ? null : total)
  return {
    id: generateEntityId(undefined, "cnpo"),
    order_id: facts.order_id,
    order_display_id: facts.order_display_id,
    provider_id: given.provider_id,
    external_id: given.external_id,
    unit,
    currency_code: unit === "currency" ? given.currency_code : null,
    total: columns.amount,
    raw_total: columns.raw,
    total_source: columns.amount === null ? null : given.total_source,
    items: unit === "item" ? given.items : null,
    origin: given.origin,
    metadata: given.metadata,
    is_deleted: false,
  }
}
