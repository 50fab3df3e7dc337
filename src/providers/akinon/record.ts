import {
  CancellationCall,
  Effect,
  EffectContext,
  ProviderRecord,
  RecordedItem,
} from "../../provider-kit"
import {
  OrderAnswer,
  orderAnswer,
  orderBaseline,
  OrderBaseline,
} from "./contract"
import { externalItemsOf } from "./items"

type State = ProviderRecord["state"]

/** `cancellation_waiting` and `canceled`, of orders and (assumed) of items. */
const CANCELLATION_WAITING = 50
const CANCELED = 100

const stateOf = (status: number | null | undefined): State =>
  status === CANCELED
    ? "cancelled"
    : status === CANCELLATION_WAITING
      ? "cancelling"
      : "open"

/** An item without an id or a status is unknown, not open. */
const itemsOf = (answer: OrderAnswer): RecordedItem[] | null => {
  const items = answer.orderitem_set?.flatMap(({ pk, id, status }) => {
    const external_item_id = pk ?? id ?? null
    return external_item_id === null || typeof status !== "number"
      ? []
      : [{ external_item_id, state: stateOf(status) }]
  })
  return items && items.length > 0 ? items : null
}

/** Together: all cancelled, all at least on the way, or open. */
const commonState = (states: readonly State[]): State =>
  states.every((state) => state === "cancelled")
    ? "cancelled"
    : states.every((state) => state !== "open")
      ? "cancelling"
      : "open"

/**
 * The state of the order as a whole. Its own status 50 may come from a part of
 * it that waits, so where all items are shown, they decide.
 *
 * @param items - all of the order's; null where they are not all known
 */
const orderState = (
  status: number | null,
  items: RecordedItem[] | null
): State => {
  const ofOrder = stateOf(status)
  if (ofOrder === "cancelled" || !items) {
    return ofOrder
  }
  const ofItems = commonState(items.map(({ state }) => state))
  return ofOrder === "cancelling" && ofItems === "cancelled" ? ofOrder : ofItems
}

/**
 * An order's detail as a record. Null where it has neither a status nor items:
 * then it says nothing about the order.
 */
export const toRecord = (body: unknown): ProviderRecord | null => {
  const parsed = orderAnswer.safeParse(body)
  if (!parsed.success) {
    return null
  }
  const status = parsed.data.status ?? null
  const items = itemsOf(parsed.data)
  if (status === null && items === null) {
    return null
  }
  const isComplete = items?.length === parsed.data.orderitem_set?.length
  const all = isComplete ? items : null
  return {
    state: orderState(status, all),
    status: status === null ? null : String(status),
    total: all && String(all.length),
    remaining:
      all && String(all.filter(({ state }) => state === "open").length),
    voids: null,
    items,
  }
}

/** The order itself, by its own status, whatever its items show. */
export const isCanceled = ({ status }: ProviderRecord): boolean =>
  status === String(CANCELED)

export const isWaiting = ({ status }: ProviderRecord): boolean =>
  status === String(CANCELLATION_WAITING)

/** What is kept of a record before a send. */
export const toBaseline = (record: ProviderRecord): OrderBaseline => ({
  status: record.status === null ? null : Number(record.status),
  items:
    record.items &&
    Object.fromEntries(
      record.items.map(({ external_item_id, state }) => [
        String(external_item_id),
        state,
      ])
    ),
})

/**
 * The state of each item of a call. Null for an item that the record doesn't
 * show. Where the order itself says that it is canceled, so is every item.
 */
export const statesOf = (
  call: CancellationCall,
  record: ProviderRecord
): { id: string; state: State | null }[] => {
  const byId = toBaseline(record).items ?? {}
  return (externalItemsOf(call) ?? []).map(String).map((id) => ({
    id,
    state: isCanceled(record) ? "cancelled" : (byId[id] ?? null),
  }))
}

const undecidable = (reason: string): Effect => ({
  type: "undecidable",
  reason,
})

const findVoid = (call: CancellationCall, record: ProviderRecord): Effect => {
  const states = statesOf(call, record).map(({ state }) => state)
  if (states.length === 0) {
    return undecidable("It is not known which items this was about.")
  }
  const known = states.filter((state) => state !== null)
  if (known.length < states.length) {
    return undecidable("Akinon's order does not show all of these items.")
  }
  const common = commonState(known)
  if (common !== "open") {
    return { type: common === "cancelled" ? "applied" : "settling" }
  }
  return known.every((state) => state === "open")
    ? { type: "absent" }
    : undecidable("Only some of these items are cancelled at Akinon.")
}

/**
 * The order began to wait after the baseline was read, though its items don't
 * show it: nobody else sends while this call has the order's lane.
 */
const beganToWait = (
  record: ProviderRecord,
  before: OrderBaseline | undefined
): boolean => isWaiting(record) && before?.status !== CANCELLATION_WAITING

/**
 * No item is open, and the order's own status doesn't say that it is cancelled.
 * That is this call's doing only if some item was open before it: voids may
 * have taken them all.
 */
const findInItems = (
  record: ProviderRecord,
  before: OrderBaseline | undefined
): Effect => {
  const isCancelled = record.state === "cancelled"
  if (!before?.items) {
    return isCancelled
      ? undecidable(
          "Akinon shows the items as canceled, and not the order. What it showed before this call is not known."
        )
      : { type: "settling" }
  }
  if (!Object.values(before.items).includes("open")) {
    return { type: "absent" }
  }
  return { type: isCancelled ? "applied" : "settling" }
}

const findCancel = (record: ProviderRecord, baseline: unknown): Effect => {
  const before = orderBaseline.safeParse(baseline).data
  if (isCanceled(record)) {
    return { type: "applied" }
  }
  if (
    (isWaiting(record) && record.state === "cancelling") ||
    beganToWait(record, before)
  ) {
    return { type: "settling" }
  }
  if (record.state !== "open") {
    return findInItems(record, before)
  }
  return record.status === null && record.total === null
    ? undecidable("Akinon did not show whether the order is cancelled.")
    : { type: "absent" }
}

/**
 * Looks for the effect of one call. An item can be cancelled once, so its
 * state tells, whoever asked for it.
 */
export const findEffect = (
  call: CancellationCall,
  record: ProviderRecord,
  { baseline }: Pick<EffectContext, "baseline">
): Effect =>
  call.kind === "void" ? findVoid(call, record) : findCancel(record, baseline)
