import {
  type CancellationCall,
  type Effect,
  type EffectContext,
  type Proof,
  type ProviderRecord,
  type RecordedItem,
  undecidable,
} from "../../provider-kit"
import { externalItemsOf, toPk } from "./items"
import { obstacleIn } from "./obstacle"
import {
  type ItemAnswer,
  itemsAnswer,
  orderAnswer,
  orderBaseline,
  type OrderBaseline,
} from "./wire"

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

interface Listed {
  items: RecordedItem[] | null
  /** Whether these are all items of the order. */
  isComplete: boolean
  /** As Omnitron shows them. */
  statuses: number[]
}

const NOT_LISTED: Listed = { items: null, isComplete: false, statuses: [] }

/** The order that an item names, or null. */
const orderOf = ({ order }: ItemAnswer): number | null => {
  const id = typeof order === "object" && order !== null ? order.pk : order
  return id === null || id === undefined ? null : toPk(id)
}

/**
 * The state of an item without an id or a status is unknown, not open. An item
 * of another order says nothing about this one.
 */
const listedOf = (
  entries: readonly ItemAnswer[] | null | undefined,
  externalId: string
): Listed => {
  const own = entries?.filter((entry) =>
    [null, toPk(externalId)].includes(orderOf(entry))
  )
  const items = own?.flatMap(({ pk, id, status }) => {
    const external_item_id = pk ?? id ?? null
    return external_item_id === null || typeof status !== "number"
      ? []
      : [{ external_item_id, state: stateOf(status) }]
  })
  return own && items && items.length > 0
    ? {
        items,
        isComplete: items.length === own.length,
        statuses: own.flatMap(({ status }) => status ?? []),
      }
    : NOT_LISTED
}

/**
 * A list of items that was asked for by the order. It is complete only where
 * there is no next page and each item names this order: a server that doesn't
 * know the filter lists everybody's items.
 */
const listedBy = (body: unknown, externalId: string): Listed => {
  const { data } = itemsAnswer.safeParse(body)
  const listed = listedOf(data?.results, externalId)
  return {
    ...listed,
    isComplete:
      listed.isComplete &&
      !data?.next &&
      data?.results.every((entry) => orderOf(entry) !== null) === true,
  }
}

/** The state of several items: all cancelled, none open, or open. */
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
 * @param items - all of the order's items; null where not all are known
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
 * The record from an order's detail or a list of its items. Null where it is
 * another order's, or has neither a status nor items and so says nothing.
 */
export const toRecord = (
  body: unknown,
  externalId: string
): ProviderRecord | null => {
  const detail = orderAnswer.safeParse(body).data
  const pk = detail?.pk ?? null
  if (pk !== null && toPk(pk) !== toPk(externalId)) {
    return null
  }
  const status = detail?.status ?? null
  const entries = detail?.orderitem_set ?? detail?.order_items ?? detail?.items
  const { items, isComplete, statuses } = entries
    ? listedOf(entries, externalId)
    : listedBy(body, externalId)
  if (status === null && items === null) {
    return null
  }
  const all = isComplete ? items : null
  const state = orderState(status, all)
  return {
    state,
    status: status === null ? null : String(status),
    total: all && String(all.length),
    remaining:
      all && String(all.filter(({ state }) => state === "open").length),
    voids: null,
    items,
    obstacle: state === "open" ? obstacleIn(status, statuses) : null,
  }
}

/** Whether the order's own status says canceled, whatever its items show. */
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
 * show. Where the order itself is canceled, so is every item.
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

const idsOf = (items: readonly { id: string }[]): string =>
  items.map(({ id }) => id).join(", ")

const CANCELED_WORDS = `status ${CANCELED} (canceled)`

/** The order's own status. */
const byStatus: Proof = {
  by: "record",
  statement: `Omnitron's record: ${CANCELED_WORDS}`,
}

/** All of the order's items show it, and the order itself doesn't. */
const byItems: Proof = {
  by: "record",
  statement: `Omnitron's record: all items of the order at ${CANCELED_WORDS}`,
}

/** The proof that a whole order is cancelled. Null where it isn't. */
export const cancelledProof = (record: ProviderRecord): Proof | null => {
  if (isCanceled(record)) {
    return byStatus
  }
  return record.state === "cancelled" ? byItems : null
}

/**
 * Each item is decided by itself, so nothing is settled as long as one of them
 * waits.
 */
const findVoid = (call: CancellationCall, record: ProviderRecord): Effect => {
  const items = statesOf(call, record)
  if (items.length === 0) {
    return undecidable("It is not known which items this was about.")
  }
  if (items.some(({ state }) => state === null)) {
    return undecidable("Akinon's order does not show all of these items.")
  }
  if (items.some(({ state }) => state === "cancelling")) {
    return { type: "settling" }
  }
  const open = items.filter(({ state }) => state === "open")
  const cancelled = items.filter(({ state }) => state === "cancelled")
  if (open.length === 0) {
    return {
      type: "applied",
      proof: {
        by: "record",
        statement: isCanceled(record)
          ? byStatus.statement
          : `Omnitron's record: items ${idsOf(cancelled)} at ${CANCELED_WORDS}`,
      },
    }
  }
  return cancelled.length === 0
    ? { type: "absent" }
    : undecidable(
        `Akinon shows the items ${idsOf(cancelled)} as canceled, and ${idsOf(open)} as not. Look there why, and void what is missing by itself.`
      )
}

/**
 * The order began to wait after the baseline was read, though its items don't
 * show it. It waits because of this call: nobody else sends while the call
 * holds the order's lane.
 */
const beganToWait = (
  record: ProviderRecord,
  before: OrderBaseline | undefined
): boolean => isWaiting(record) && before !== undefined && !wasWaiting(before)

const wasWaiting = ({ status }: OrderBaseline): boolean =>
  status === CANCELLATION_WAITING

/**
 * No item is open, and the order's own status doesn't say that it is cancelled.
 * That is this call's effect only if some item was open before it, since voids
 * may have taken them all.
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
  return isCancelled
    ? { type: "applied", proof: byItems }
    : { type: "settling" }
}

/**
 * Some item is open. If others no longer are, the cancellation may have been
 * carried out in part. It is then neither done nor safe to send again.
 */
const findInPart = (
  record: ProviderRecord,
  before: OrderBaseline | undefined
): Effect => {
  const items = Object.entries(toBaseline(record).items ?? {}).map(
    ([id, state]) => ({ id, state })
  )
  const open = items.filter(({ state }) => state === "open")
  const gone = items.filter(({ state }) => state !== "open")
  const since = before?.items
    ? gone.filter(({ id }) => before.items?.[id] === "open")
    : gone
  if (since.length === 0) {
    return { type: "absent" }
  }
  if (before?.items && since.some(({ state }) => state === "cancelling")) {
    return { type: "settling" }
  }
  return undecidable(
    `Akinon shows the items ${idsOf(since)} as canceled or waiting, and ${idsOf(open)} as open: look there whether the cancel was taken in part.`
  )
}

const findCancel = (record: ProviderRecord, baseline: unknown): Effect => {
  const before = orderBaseline.safeParse(baseline).data
  if (isCanceled(record)) {
    return { type: "applied", proof: byStatus }
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
    : findInPart(record, before)
}

/**
 * Looks for the effect of one call. An item can be cancelled only once, so its
 * state decides, whoever asked for it. Only what waits is `settling`: if it is
 * open after that, it was turned down.
 */
export const findEffect = (
  call: CancellationCall,
  record: ProviderRecord,
  { baseline }: Pick<EffectContext, "baseline">
): Effect =>
  call.kind === "void" ? findVoid(call, record) : findCancel(record, baseline)
