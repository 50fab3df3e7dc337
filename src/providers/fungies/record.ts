import {
  type Answer,
  type Effect,
  type Proof,
  type ProviderRecord,
  readingOf,
  type RecordReading,
} from "../../provider-kit"
import { type FungiesOrder } from "./wire"

/** An order number may be written with a leading `#` or without it. */
const bare = (identifier: string | number): string =>
  String(identifier).replace(/^#/, "").toLowerCase()

/** Whether an answered order is the one that was asked for, by id or number. */
export const isOrder = (order: FungiesOrder, externalId: string): boolean =>
  [order.id, order.number, order.orderNumber].some(
    (identifier) => identifier != null && bare(identifier) === bare(externalId)
  )

/** Nothing is left to cancel of an order with one of these statuses. */
const ENDS: readonly string[] = [
  "CANCELLED",
  // Fungies has one status an order, and this one replaces CANCELLED (an
  // assumption). PARTIALLY_REFUNDED doesn't: the rest of it goes on.
  "REFUNDED",
  // These never were paid, and never will be.
  "EXPIRED",
  "FAILED",
  "UNPAID",
]

/** The vendor's own clients spell statuses in capitals, and not. */
const wordOf = (status: string): string => status.trim().toUpperCase()

/** Whether this status is what a cancel sets. */
export const isCancelled = (status: string): boolean =>
  wordOf(status) === "CANCELLED"

/** Why nothing is left to cancel, by the order's status; null where it lives. */
export const endOf = (by: Proof["by"], status: string): Proof | null =>
  ENDS.includes(wordOf(status))
    ? { by, statement: `Fungies shows the order as ${status}` }
    : null

/** An order as the ledger reads it. Fungies keeps no figures that it needs. */
const toRecord = ({ status }: FungiesOrder): ProviderRecord => ({
  state: endOf("record", status) ? "cancelled" : "open",
  status,
  total: null,
  remaining: null,
  voids: null,
  items: null,
})

/** What a read said of the order, as the core asked for it. */
export const toReading = (answer: Answer<FungiesOrder>): RecordReading =>
  readingOf(
    answer.type === "read" ? { ...answer, body: toRecord(answer.body) } : answer
  )

/** A cancel sets a status, so the status tells whether it was applied. */
export const findEffect = ({ status }: ProviderRecord): Effect => {
  const proof = status === null ? null : endOf("record", status)
  return proof ? { type: "applied", proof } : { type: "absent" }
}
