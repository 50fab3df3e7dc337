import { type CancellationCall } from "../../provider-kit"
import { toPk } from "./items"
import { type Options } from "./options"
import { type OrderBaseline } from "./wire"

type ReasonOptions = Pick<Options, "reasons" | "defaultReason">

/**
 * The id of a reason. A number is an id itself; words are looked up in the
 * option `reasons`. Null where they aren't there.
 */
const lookUp = (
  reason: string | null,
  { reasons }: ReasonOptions
): number | null => {
  const words = reason?.trim() ?? ""
  return (
    toPk(words) ??
    Object.entries(reasons).find(([name]) => name === words)?.[1] ??
    null
  )
}

/** The items of a full cancellation that get a reason. */
const itemsOfCancel = (
  call: CancellationCall,
  baseline: OrderBaseline | null
): string[] => {
  const states = baseline?.items ?? {}
  const mapped = call.provider_order.items?.flatMap(
    ({ external_item_ids }) => external_item_ids
  )
  return (mapped?.map(String) ?? Object.keys(states)).filter(
    (id) => toPk(id) !== null && (states[id] ?? "open") === "open"
  )
}

/**
 * The dict `reasons`: the id of a reason by order item id. An item without a
 * reason is left out, and Omnitron then says whether it needs one.
 *
 * A full cancellation gives one for every known item, from the store's mapping
 * or else from the order that `prepare` read, except for those that are
 * cancelled already or wait for it.
 */
export const reasonsOf = (
  call: CancellationCall,
  options: ReasonOptions,
  baseline: OrderBaseline | null
): Record<string, number> => {
  const ofCall = lookUp(call.reason, options)
  const fallback = ofCall ?? options.defaultReason ?? null
  const pairs: [string, number | null][] =
    call.kind === "void"
      ? (call.items ?? []).flatMap(({ reason, external_item_ids }) => {
          const ofItem = lookUp(reason, options) ?? fallback
          return external_item_ids.map((id): [string, number | null] => [
            String(id),
            ofItem,
          ])
        })
      : itemsOfCancel(call, baseline).map((id) => [id, fallback])

  return Object.fromEntries(
    pairs.flatMap(([id, reason]) => (reason === null ? [] : [[id, reason]]))
  )
}
