import { type CancellationCall } from "../../provider-kit"
import { refuseDetails } from "./details"
import { externalItemsOf, toPk } from "./items"

const refuseItems = (call: CancellationCall): string | null => {
  if (call.amount !== null) {
    return "Akinon cancels items, not amounts: say which items and how many."
  }
  if (!call.items || call.items.length === 0) {
    return "Say which items to cancel at Akinon, and how many."
  }
  const short = call.items.find(
    ({ quantity, external_item_ids }) =>
      external_item_ids.length === 0 || external_item_ids.length !== quantity
  )
  if (short) {
    return `Akinon knows ${short.external_item_ids.length} of the ${short.quantity} units asked for of line item ${short.id}. Register the ids of its Omnitron items first.`
  }
  const ids = (externalItemsOf(call) ?? []).map(toPk)
  if (ids.includes(null)) {
    return "An Omnitron item id that is registered for this order is not a number. Correct it first."
  }
  return new Set(ids).size === ids.length
    ? null
    : "An Omnitron item is named twice. Correct the ids that are registered for this order first."
}

/** Why Akinon can't be asked for this, or null. */
export const refuseCall = (call: CancellationCall): string | null => {
  if (toPk(call.provider_order.external_id) === null) {
    return "The order id that is registered for Akinon must be Omnitron's numeric order id. Correct it first."
  }
  return (
    (call.kind === "void" ? refuseItems(call) : null) ?? refuseDetails(call)
  )
}
