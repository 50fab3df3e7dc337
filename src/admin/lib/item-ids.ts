import type { ItemMapping } from "./wire"

/** Splits `12, 13 14` into `["12", "13", "14"]`. */
export const splitIds = (typed: string): string[] =>
  typed.split(/[\s,;]+/).filter(Boolean)

/** What was typed for each line item, as the routes take it. */
export const toMapping = (typed: Record<string, string>): ItemMapping[] =>
  Object.entries(typed)
    .map(([line_item_id, ids]) => ({
      line_item_id,
      external_item_ids: splitIds(ids),
    }))
    .filter(({ external_item_ids }) => external_item_ids.length > 0)

export const fromMapping = (
  items: ItemMapping[] | null
): Record<string, string> =>
  Object.fromEntries(
    (items ?? []).map(({ line_item_id, external_item_ids }) => [
      line_item_id,
      external_item_ids.join(", "),
    ])
  )
