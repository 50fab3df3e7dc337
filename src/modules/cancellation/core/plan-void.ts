import { MathBN } from "@medusajs/framework/utils"
import { Decimal, ItemMapping, Unit } from "../../../provider-kit"
import { CancellationItem, VoidItemInput } from "../types"
import { inWords, refuseAmount } from "./amounts"
import { Refusal, refusal } from "./refusal"

/** One provider order, as it is while its lane is locked. */
export interface VoidableOrder {
  provider_id: string
  external_id: string
  unit: Unit
  currency_code: string | null
  total: Decimal | null
  items: ItemMapping[] | null
  /** Null: its provider is not configured any more. */
  supports_void: boolean | null
  has_live_cancel: boolean
  /** What voids took, may have taken, or still may take. */
  taken: Decimal
  /** External item ids that were allotted to these voids. */
  taken_item_ids: (string | number)[]
}

export interface VoidRequest {
  amount: Decimal | null
  items: VoidItemInput[] | null
  reason: string | null
}

export type VoidPlan =
  | ({ type: "refused" } & Refusal)
  | {
      type: "planned"
      amount: Decimal | null
      items: CancellationItem[] | null
      /** Decimal, in the unit. */
      remaining_after: Decimal
    }

const refuse = (...refused: Parameters<typeof refusal>): VoidPlan => ({
  type: "refused",
  ...refusal(...refused),
})

/**
 * Whether a void may be captured, and what exactly it takes. Pure: the limit
 * holds because the caller holds the lock on the provider order.
 */
export const planVoid = (
  order: VoidableOrder,
  request: VoidRequest
): VoidPlan => {
  if (order.supports_void === null) {
    return refuse(
      "not_configured",
      `The provider "${order.provider_id}" is not configured any more, so nothing can be voided there.`
    )
  }
  if (!order.supports_void) {
    return refuse(
      "void_unsupported",
      `"${order.provider_id}" can't void a part of an order. Cancel the whole order instead.`
    )
  }
  if (order.has_live_cancel) {
    return refuse(
      "already_canceled",
      `Order ${order.external_id} is being cancelled, or was cancelled, as a whole at "${order.provider_id}": there is nothing left to void.`
    )
  }
  return order.unit === "item"
    ? planItems(order, request)
    : planAmount(order, request)
}

const planAmount = (order: VoidableOrder, request: VoidRequest): VoidPlan => {
  const { unit, currency_code } = order
  if (request.items?.length) {
    return refuse(
      "unit_mismatch",
      `"${order.provider_id}" is not measured in items: give an amount instead.`
    )
  }
  if (request.amount === null) {
    return refuse(
      "amount_required",
      unit === "climes"
        ? "Give the amount: how many climes to remove."
        : unit === "count"
          ? "Give the amount: how many units to void."
          : "Give the amount to void."
    )
  }
  const senseless = refuseAmount(request.amount, unit, currency_code)
  if (senseless) {
    return { type: "refused", ...senseless }
  }
  if (order.total === null) {
    return refuse(
      "total_unknown",
      `How much order ${order.external_id} has at "${order.provider_id}" is not known: register the amount first.`
    )
  }
  const remaining = MathBN.sub(order.total, order.taken)
  if (MathBN.gt(request.amount, remaining)) {
    const left = MathBN.max(remaining, 0).toFixed()
    return refuse(
      "exceeds_remaining",
      MathBN.lte(remaining, 0)
        ? `Nothing remains to be voided at "${order.provider_id}".`
        : `Only ${inWords(left, unit, currency_code)} remain to be voided at "${order.provider_id}".`
    )
  }
  return {
    type: "planned",
    amount: request.amount,
    items: null,
    remaining_after: MathBN.sub(remaining, request.amount).toFixed(),
  }
}

const planItems = (order: VoidableOrder, request: VoidRequest): VoidPlan => {
  if (request.amount !== null) {
    return refuse(
      "unit_mismatch",
      `"${order.provider_id}" is measured in items: give items and quantities instead of an amount.`
    )
  }
  if (!request.items?.length) {
    return refuse(
      "items_required",
      "Give the items to void, with a quantity for each."
    )
  }
  if (!order.items?.length) {
    return refuse(
      "total_unknown",
      `Which items order ${order.external_id} has at "${order.provider_id}" is not known: register its items first.`
    )
  }

  const taken = new Set(order.taken_item_ids.map(String))
  const seen = new Set<string>()
  const items: CancellationItem[] = []
  for (const { id, quantity, reason } of request.items) {
    if (seen.has(id)) {
      return refuse(
        "invalid_items",
        `The item ${id} is listed twice: give one quantity for it.`
      )
    }
    seen.add(id)
    if (!Number.isSafeInteger(quantity) || quantity < 1) {
      return refuse(
        "invalid_items",
        `The quantity of ${id} must be a whole number, 1 or more.`
      )
    }
    const mapping = order.items.find(({ line_item_id }) => line_item_id === id)
    if (!mapping) {
      return refuse(
        "unknown_item",
        `The item ${id} is not known at "${order.provider_id}": it is not part of this order, or its item ids were not registered.`
      )
    }
    const free = mapping.external_item_ids.filter(
      (external) => !taken.has(String(external))
    )
    if (quantity > free.length) {
      const known = mapping.external_item_ids.length
      const remaining = free.length
        ? `Only ${free.length} of ${known} units of ${id} remain to be voided at "${order.provider_id}".`
        : `Nothing of ${id} remains to be voided at "${order.provider_id}".`
      return refuse(
        "exceeds_remaining",
        quantity > known
          ? `${remaining} If the order has more than ${known} of it, register the item ids of the others first.`
          : remaining
      )
    }
    items.push({
      id,
      quantity,
      external_item_ids: free.slice(0, quantity),
      reason: reason ?? request.reason,
    })
  }

  const all = order.items.flatMap((mapping) => mapping.external_item_ids)
  const left =
    all.filter((external) => !taken.has(String(external))).length -
    items.reduce((sum, { quantity }) => sum + quantity, 0)
  return {
    type: "planned",
    amount: null,
    items,
    remaining_after: String(left),
  }
}
