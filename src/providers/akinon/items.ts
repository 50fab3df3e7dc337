import { type CancellationCall } from "../../provider-kit"

/** An id in Omnitron is a positive integer, perhaps written as a string. */
export const toPk = (id: string | number): number | null => {
  const text = String(id)
  const pk = Number(text)
  return /^[1-9]\d*$/.test(text) && Number.isSafeInteger(pk) ? pk : null
}

/**
 * The Omnitron items that a call is about: those allotted to a void, or the
 * whole order's. Null where the store never said which items the order has.
 */
export const externalItemsOf = (
  call: CancellationCall
): (string | number)[] | null => {
  const lines = call.kind === "void" ? call.items : call.provider_order.items
  return lines?.flatMap(({ external_item_ids }) => external_item_ids) ?? null
}
