import { ItemMapping } from "../../../../provider-kit"
import { readExternalId } from "./external-id"
import { LineItemSnapshot } from "./order-snapshot"
import { Suspicion } from "./screening"

export interface FoundItems {
  /** Null: no line item carries any. */
  items: ItemMapping[] | null
  ignored: string[]
}

/**
 * The provider's item ids that line items carry under `key`. A line with a
 * senseless list is left out as a whole: half a list would be a guess.
 */
export const readItemIds = (
  lines: LineItemSnapshot[],
  key: string,
  suspect: (line: LineItemSnapshot) => Suspicion | null
): FoundItems => {
  const ignored: string[] = []
  const found: ItemMapping[] = []

  for (const line of lines) {
    const value = line.metadata?.[key]
    if (value === undefined || value === null) {
      continue
    }
    const objection = suspect(line) ?? objectionTo(value, line.quantity)
    if (objection) {
      ignored.push(`${key} of line item ${line.id} is ignored: ${objection}`)
    } else {
      found.push({
        line_item_id: line.id,
        external_item_ids: (value as (string | number)[]).map((id) =>
          typeof id === "string" ? id.trim() : id
        ),
      })
    }
  }

  const shared = idsOfSeveralLines(found)
  const items = found.filter(({ line_item_id, external_item_ids }) => {
    const isShared = external_item_ids.some((id) => shared.has(String(id)))
    if (isShared) {
      ignored.push(
        `${key} of line item ${line_item_id} is ignored: another line item has the same id`
      )
    }
    return !isShared
  })
  return { items: items.length ? items : null, ignored }
}

const objectionTo = (value: unknown, quantity: number): string | null => {
  if (!Array.isArray(value) || value.length === 0) {
    return "it must be a list of the provider's item ids, one a unit"
  }
  const ids = value.map(readExternalId)
  if (ids.includes(null)) {
    return "each item id must be a non-empty string or a whole number"
  }
  if (new Set(ids).size < ids.length) {
    return "an item id is listed twice"
  }
  return ids.length > quantity
    ? `it lists ${ids.length} item ids for ${quantity} units`
    : null
}

/** Far more units than a shop sells, and few enough to keep an id of each. */
const MAX_UNITS = 10_000

/**
 * Ids for the units of all lines that carry none, for a provider that knows
 * line items by Medusa's own ids.
 */
export const withOwnIds = (
  { items, ignored }: FoundItems,
  lines: LineItemSnapshot[],
  key: string
): FoundItems => {
  const own = lines
    .filter(({ quantity }) => quantity > 0 && quantity <= MAX_UNITS)
    .filter(({ metadata }) => metadata?.[key] == null)
    .map(({ id, quantity }) => ({
      line_item_id: id,
      external_item_ids: Array.from(
        { length: quantity },
        (_, index) => `${id}#${index + 1}`
      ),
    }))
  const all = [...(items ?? []), ...own]
  return { items: all.length ? all : null, ignored }
}

const idsOfSeveralLines = (items: ItemMapping[]): ReadonlySet<string> => {
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const { external_item_ids } of items) {
    for (const id of external_item_ids.map(String)) {
      if (seen.has(id)) {
        shared.add(id)
      }
      seen.add(id)
    }
  }
  return shared
}
