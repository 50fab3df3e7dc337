import { MathBN } from "@medusajs/framework/utils"
import { CountedUnit, Decimal } from "../../../../provider-kit"
import { VoidItemInput } from "../../types"
import { inWords } from "../amounts"
import { VoidableOrder } from "../plan-void"
import { climesToRemove } from "./climes-to-remove"
import { LoweredItem } from "./order-version"
import { Reduction } from "./reduction"
import { CountedParts, shareOfPart } from "./share"
import { CancellationSource } from "../vocabulary"

export type Decision =
  | {
      type: "void"
      amount: Decimal | null
      items: VoidItemInput[] | null
      /** Lowered, but unknown at the provider, or voided there before. */
      left_out: LoweredItem[]
    }
  /** There is nothing to tell the provider. */
  | { type: "nothing"; reason: string }
  /** Nothing to tell yet, but the fact counts towards the next part. */
  | { type: "counted"; reason: string }
  /** There is something to tell the provider, but a person has to decide. */
  | {
      type: "refused"
      code: "exceeds_remaining" | "ambiguous" | "refused"
      message: string
      amount: Decimal | null
    }

/**
 * What an edit or a refund voids at one provider order. Pure: the caller holds
 * the lock on the provider order.
 *
 * **More than remains** is neither cut down to the remainder nor dropped. If
 * the store gave back more than the provider still has, the two disagree, and
 * this code can't tell which of them is right. A void of the remainder would
 * hide that, and can't be taken back. So the void is refused: the caller
 * captures it as `rejected`, with nothing sent and nothing reserved. A person
 * sees it in the list, and can correct the amount and retry it, void another
 * amount, or dismiss it. Since it was captured, no later delivery of the same
 * fact voids it behind their back.
 *
 * @param counted - what earlier facts of this source took from the provider
 * order
 */
export const decide = (
  order: VoidableOrder,
  reduction: Reduction,
  source: CancellationSource,
  counted: CountedParts
): Decision => {
  if (order.supports_void === null) {
    return nothing(`"${order.provider_id}" is not configured any more`)
  }
  if (!order.supports_void || order.unit === "none") {
    return nothing(
      `"${order.provider_id}" can't void a part of an order: it is only told when the whole order is cancelled`
    )
  }
  if (order.has_live_cancel) {
    return nothing(
      `order ${order.external_id} is cancelled as a whole at "${order.provider_id}"`
    )
  }
  if (reduction.unit !== order.unit) {
    return nothing(`"${order.provider_id}" is measured in another unit`)
  }
  switch (reduction.unit) {
    case "currency":
      return decideAmount(order, reduction, source, counted)
    case "count":
    case "climes":
      return decideCount(order, reduction)
    case "item":
      return decideItems(order, reduction)
  }
}

const nothing = (reason: string): Decision => ({ type: "nothing", reason })

const HAPPENED: Partial<Record<CancellationSource, string>> = {
  order_edited: "was taken off the order",
  payment_refunded: "was refunded",
}

const decideAmount = (
  order: VoidableOrder,
  reduction: Extract<Reduction, { unit: "currency" }>,
  source: CancellationSource,
  counted: CountedParts
): Decision => {
  const { currency_code, ambiguity } = reduction
  const { provider_id } = order
  if (MathBN.lte(reduction.amount, 0)) {
    return nothing("the order was not lowered")
  }
  const amount = shareOfPart(reduction.amount, counted, currency_code)
  const words = inWords(amount, "currency", currency_code)
  const happened = `${words} ${HAPPENED[source] ?? "is to be voided"}`
  const refuse = (
    code: "exceeds_remaining" | "ambiguous" | "refused",
    why: string
  ): Decision => ({
    type: "refused",
    code,
    message: `${happened}, but ${why}`,
    amount,
  })

  if (
    order.currency_code !== null &&
    order.currency_code.toLowerCase() !== currency_code.toLowerCase()
  ) {
    return {
      ...refuse(
        "refused",
        `order ${order.external_id} at "${provider_id}" is in ${order.currency_code.toUpperCase()}. Nothing was voided: void the right amount by hand, then dismiss this.`
      ),
      // The amount is not one of this provider order.
      amount: null,
    } as Decision
  }
  if (MathBN.lte(amount, 0)) {
    return {
      type: "counted",
      reason: `${inWords(reduction.amount, "currency", currency_code)} come to nothing that ${currency_code.toUpperCase()} has, together with what was voided before; they count in what comes next`,
    }
  }
  if (ambiguity === "another_payment") {
    return refuse(
      "ambiguous",
      `order ${order.external_id} at "${provider_id}" stands for another payment than the one that was refunded, and the one that was has no provider order here. Nothing was voided: void the right one by hand and dismiss this, or retry this if it is the one after all.`
    )
  }
  if (ambiguity === "several") {
    return refuse(
      "ambiguous",
      `this order has several provider orders in ${currency_code.toUpperCase()}, and which of them it belongs to can't be told. Nothing was voided: retry this one if it is the one, and dismiss the others.`
    )
  }
  if (order.total === null) {
    return refuse(
      "refused",
      `how much order ${order.external_id} has at "${provider_id}" is not known. Nothing was voided: register the amount, then retry this.`
    )
  }
  const remaining = MathBN.max(MathBN.sub(order.total, order.taken), 0)
  if (MathBN.gt(amount, remaining)) {
    return refuse(
      "exceeds_remaining",
      `only ${inWords(remaining.toFixed(), "currency", currency_code)} of ${inWords(order.total, "currency", currency_code)} remain to be voided at "${provider_id}". Nothing was voided: correct the provider order's amount and retry this, or void by hand what is right and dismiss this.`
    )
  }
  return { type: "void", amount, items: null, left_out: [] }
}

const decideCount = (
  order: VoidableOrder,
  share: Extract<Reduction, { unit: CountedUnit }>
): Decision => {
  if (order.total === null) {
    return MathBN.gte(share.lowered_to, share.placed) && !share.is_all_gone
      ? nothing("the order was not lowered")
      : {
          type: "refused",
          code: "refused",
          message: `The order was lowered, but how many ${share.unit === "climes" ? "climes" : "units"} order ${order.external_id} has at "${order.provider_id}" is not known. Nothing was voided: register the amount, void what is right by hand, then dismiss this.`,
          amount: null,
        }
  }
  const amount = climesToRemove(order.total, order.taken, share)
  return amount === "0"
    ? nothing(`no whole ${share.unit === "climes" ? "clime" : "unit"} is due`)
    : { type: "void", amount, items: null, left_out: [] }
}

const decideItems = (
  order: VoidableOrder,
  { items: lowered }: Extract<Reduction, { unit: "item" }>
): Decision => {
  if (!lowered.length) {
    return nothing("no item was lowered")
  }
  if (!order.items?.length) {
    return {
      type: "refused",
      code: "refused",
      message: `${lowered.map(({ id, quantity }) => `${quantity} of ${id}`).join(", ")} were taken off the order, but which items order ${order.external_id} has at "${order.provider_id}" is not known. Nothing was voided: register its items, void these by hand, then dismiss this.`,
      amount: null,
    }
  }
  const taken = new Set(order.taken_item_ids.map(String))
  const items: VoidItemInput[] = []
  const left_out: LoweredItem[] = []
  for (const { id, quantity } of lowered) {
    const free = (
      order.items.find(({ line_item_id }) => line_item_id === id)
        ?.external_item_ids ?? []
    ).filter((external) => !taken.has(String(external))).length
    if (free > 0) {
      items.push({ id, quantity: Math.min(quantity, free) })
    }
    if (free < quantity) {
      left_out.push({ id, quantity: quantity - free })
    }
  }
  return items.length
    ? { type: "void", amount: null, items, left_out }
    : nothing(
        `none of its lowered items is known at "${order.provider_id}", or all of them were voided there before`
      )
}
