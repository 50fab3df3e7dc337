import { MathBN } from "@medusajs/framework/utils"
import { Decimal, ItemMapping, Unit } from "../../../provider-kit"
import { ProviderOrderRow } from "./provider-order"
import { refuseAmount } from "./amounts"
import { Refusal, refusal } from "./refusal"

/** How many units the items are; null if that isn't known. */
export const countOf = (items: ItemMapping[] | null): Decimal | null =>
  items
    ? String(
        items.reduce(
          (sum, { external_item_ids }) => sum + external_item_ids.length,
          0
        )
      )
    : null

/** The provider's own figure comes before a payment's or the order's. */
export const isOutrankedByRecord = (
  row: Pick<ProviderOrderRow, "total_source" | "unit">
): boolean =>
  row.unit !== "none" &&
  row.unit !== "item" &&
  row.total_source !== "explicit" &&
  row.total_source !== "metadata"

/** What a provider order becomes by a correction. */
export const corrected = (
  row: ProviderOrderRow,
  change: {
    amount?: Decimal | null
    items?: ItemMapping[] | null
    metadata?: Record<string, unknown> | null
  }
): Pick<ProviderOrderRow, "total" | "total_source" | "items" | "metadata"> => {
  const items = change.items === undefined ? row.items : change.items
  const metadata =
    change.metadata === undefined ? row.metadata : change.metadata
  if (row.unit === "item") {
    return {
      total: countOf(items),
      total_source: items ? "explicit" : null,
      items,
      metadata,
    }
  }
  return change.amount === undefined
    ? { total: row.total, total_source: row.total_source, items, metadata }
    : {
        total: change.amount,
        total_source: change.amount === null ? null : "explicit",
        items,
        metadata,
      }
}

/** Why an amount or items make no sense in this unit; null if they do. */
export const refuseExtent = (
  unit: Unit,
  currencyCode: string | null,
  amount: Decimal | null,
  items: ItemMapping[] | null
): Refusal | null => {
  const senseless = amount === null ? null : inUnit(unit, currencyCode, amount)
  if (senseless) {
    return senseless
  }
  return items?.length && unit !== "item"
    ? refusal(
        "unit_mismatch",
        "This provider is not measured in items: leave the items out."
      )
    : refuseTwice(items ?? [])
}

const inUnit = (
  unit: Unit,
  currencyCode: string | null,
  amount: Decimal
): Refusal | null =>
  unit === "item"
    ? refusal(
        "unit_mismatch",
        "This provider is measured in items: register its items instead of an amount."
      )
    : refuseAmount(amount, unit, currencyCode)

const refuseTwice = (items: ItemMapping[]): Refusal | null => {
  const seen = new Set<string>()
  const lines = new Set<string>()
  for (const { line_item_id, external_item_ids } of items) {
    if (lines.has(line_item_id)) {
      return refusal(
        "invalid_items",
        `The item ${line_item_id} is listed twice.`
      )
    }
    lines.add(line_item_id)
    for (const id of external_item_ids.map(String)) {
      if (seen.has(id)) {
        return refusal(
          "invalid_items",
          `The provider's item id ${id} is listed twice: each one is a single unit.`
        )
      }
      seen.add(id)
    }
  }
  return null
}

/** Why a correction is refused: it goes below what voids have taken. */
export const refuseTaken = (
  next: Pick<ProviderOrderRow, "total" | "items">,
  {
    taken,
    taken_item_ids,
  }: { taken: Decimal; taken_item_ids: (string | number)[] }
): Refusal | null => {
  if (next.total !== null && MathBN.lt(next.total, taken)) {
    return refusal(
      "below_voided",
      `${taken} of it were voided already, or are being voided: the amount can't be less than that.`
    )
  }
  const mapped = new Set(
    (next.items ?? []).flatMap(({ external_item_ids }) =>
      external_item_ids.map(String)
    )
  )
  return taken_item_ids.some((id) => !mapped.has(String(id)))
    ? refusal(
        "below_voided",
        "An item id that was voided already, or is being voided, can't be taken out of the items."
      )
    : null
}
