import type { VoidFigures, VoidItemInput } from "./wire"

/** One line item in the form. */
export interface ItemDraft {
  id: string
  quantity: number
  remaining: number
  typed: string
  reason: string
  problem: "not_whole" | "too_many_units" | null
}

const problemOf = (typed: string, remaining: number): ItemDraft["problem"] => {
  const text = typed.trim()
  if (!text || /^0+$/.test(text)) {
    return null
  }
  if (!/^\d{1,6}$/.test(text)) {
    return "not_whole"
  }
  return Number(text) > remaining ? "too_many_units" : null
}

export type TypedItems = Record<string, { typed?: string; reason?: string }>

export const toDrafts = (
  items: VoidFigures["items"],
  typedItems: TypedItems
): ItemDraft[] =>
  (items ?? []).map(({ id, quantity, remaining }) => {
    const { typed = "", reason = "" } = typedItems[id] ?? {}
    return {
      id,
      quantity,
      remaining,
      typed,
      reason,
      problem: problemOf(typed, remaining),
    }
  })

/** All that remains, with the typed reasons. */
export const allOf = (drafts: ItemDraft[]): TypedItems =>
  Object.fromEntries(
    drafts.map(({ id, remaining, reason }) => [
      id,
      { typed: remaining > 0 ? String(remaining) : "", reason },
    ])
  )

/** What to void. Null where something is wrong or nothing is chosen. */
export const toItems = (drafts: ItemDraft[]): VoidItemInput[] | null => {
  if (drafts.some(({ problem }) => problem)) {
    return null
  }
  const items = drafts
    .filter(({ typed }) => Number(typed) > 0)
    .map(({ id, typed, reason }) => ({
      id,
      quantity: Number(typed),
      ...(reason.trim() && { reason: reason.trim() }),
    }))
  return items.length ? items : null
}
