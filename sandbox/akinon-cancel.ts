import type { AkinonOrder, AkinonSettings } from "./akinon"
import { invalid, required, STATUS } from "./akinon-wire"
import type { Reply, RequestBody } from "./api"
import { isRecord, unknownKeys } from "./api"

const FIELDS = [
  "order",
  "is_all",
  "cancel_items",
  "forced_refund_amount",
  "reasons",
  "is_cargo_refund",
  "refund_invoice_number",
  "ibans",
  "holder_names",
  "return_details",
]

export interface CancelOrder {
  isAll: boolean
  /** The items to cancel. For a full cancellation, all of the order's. */
  items: number[]
  returnDetails: boolean
}

/**
 * Reads the body of a cancel as Omnitron's page "Order Cancellation" lists it.
 * It may be stricter than the real one: what the page doesn't list is refused.
 */
export function readCancel(
  body: RequestBody,
  order: AkinonOrder,
  settings: AkinonSettings
): CancelOrder | Reply {
  const fields = required(body)
  if ("status" in fields) {
    return fields
  }
  const { value } = fields
  const [unknown] = unknownKeys(value, FIELDS)
  if (unknown !== undefined) {
    return invalid(unknown, "Unknown field.")
  }
  const wrongScalar = checkScalars(value, order)
  if (wrongScalar) {
    return wrongScalar
  }

  const isAll = value.is_all === true
  const items = itemsOf(value.cancel_items, isAll, order)
  if (!Array.isArray(items)) {
    return items
  }
  return (
    checkDicts(value, items, settings) ?? {
      isAll,
      items,
      returnDetails: value.return_details !== false,
    }
  )
}

function checkScalars(
  value: Record<string, unknown>,
  order: AkinonOrder
): Reply | null {
  if (value.order !== order.pk) {
    return invalid("order", "The integer id of the order in the path.")
  }
  for (const key of ["is_all", "is_cargo_refund", "return_details"]) {
    if (value[key] !== undefined && typeof value[key] !== "boolean") {
      return invalid(key, "Must be a valid boolean.")
    }
  }
  // the page: null is the default, and it must be sent
  const refund = value.forced_refund_amount
  if (refund === undefined) {
    return invalid("forced_refund_amount", "This field is required.")
  }
  const isDecimal = typeof refund === "string" && /^\d+(\.\d+)?$/.test(refund)
  if (refund !== null && !isDecimal) {
    return invalid("forced_refund_amount", "Null, or a decimal as a string.")
  }
  const invoice = value.refund_invoice_number
  if (invoice !== undefined && typeof invoice !== "string") {
    return invalid("refund_invoice_number", "Not a valid string.")
  }
  return null
}

function itemsOf(
  listed: unknown,
  isAll: boolean,
  order: AkinonOrder
): number[] | Reply {
  if (!Array.isArray(listed)) {
    return invalid("cancel_items", "A list is required.")
  }
  const live = order.orderitem_set
    .filter(({ status }) => !isCancelled(status))
    .map(({ pk }) => pk)

  if (isAll) {
    if (listed.length > 0) {
      return invalid("cancel_items", "Must be empty when is_all is true.")
    }
    const isOpen = !order.followsItems && !order.is_all_canceled
    return live.length > 0 || isOpen ? live : alreadyCancelled()
  }
  if (listed.length === 0) {
    return invalid("cancel_items", "This list may not be empty.")
  }
  const items = order.orderitem_set.map(({ pk }) => pk)
  const wanted = items.filter((pk) => listed.includes(pk))
  if (wanted.length !== listed.length) {
    return invalid("cancel_items", "Each must be an item of this order, once.")
  }
  return wanted.every((pk) => live.includes(pk)) ? wanted : alreadyCancelled()
}

function checkDicts(
  value: Record<string, unknown>,
  items: number[],
  settings: AkinonSettings
): Reply | null {
  const isReason = (id: unknown) =>
    settings.validReasons.some((valid) => valid === id)
  const isText = (text: unknown) => typeof text === "string" && text !== ""
  const dicts = [
    { key: "reasons", accepts: isReason },
    { key: "ibans", accepts: isText },
    { key: "holder_names", accepts: isText },
  ]
  for (const { key, accepts } of dicts) {
    const dict = value[key]
    if (dict === undefined) {
      continue
    }
    if (!isRecord(dict)) {
      return invalid(key, "Expected a dictionary.")
    }
    for (const [item, entry] of Object.entries(dict)) {
      if (!items.some((pk) => String(pk) === item)) {
        return invalid(key, `${item} is not an item to cancel.`)
      }
      if (!accepts(entry)) {
        return invalid(key, `Invalid value for ${item}.`)
      }
    }
  }
  const reasons = isRecord(value.reasons) ? value.reasons : {}
  const isMissing = items.some((pk) => reasons[String(pk)] === undefined)
  return settings.reasonsRequired && isMissing
    ? invalid("reasons", "Each item to cancel needs a reason.")
    : null
}

function isCancelled(status: number): boolean {
  return status === STATUS.waiting || status === STATUS.canceled
}

function alreadyCancelled(): Reply {
  return invalid(
    "non_field_errors",
    "The order items are canceled already.",
    "already_canceled"
  )
}
