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

/** Whether an order is the one that was asked for, by id or number. */
export const isOrder = (order: FungiesOrder, externalId: string): boolean =>
  [order.id, order.number, order.orderNumber].some(
    (identifier) => identifier != null && bare(identifier) === bare(externalId)
  )

/** An order with one of these statuses has nothing left to cancel. */
const ENDS: readonly string[] = [
  "CANCELLED",
  // A Fungies order has one status, and this one replaces CANCELLED (an
  // assumption). PARTIALLY_REFUNDED doesn't: the rest of the order goes on.
  "REFUNDED",
  // These orders were never paid, and never will be.
  "EXPIRED",
  "FAILED",
  "UNPAID",
]

/** Fungies' own clients write statuses in capitals and in lower case. */
const wordOf = (status: string): string => status.trim().toUpperCase()

/** Whether this is the status that a cancel sets. */
export const isCancelled = (status: string): boolean =>
  wordOf(status) === "CANCELLED"

/** The proof that nothing is left to cancel. Null where the order is live. */
export const endOf = (by: Proof["by"], status: string): Proof | null =>
  ENDS.includes(wordOf(status))
    ? { by, statement: `Fungies shows the order as ${status}` }
    : null

/** An order as a record. Fungies has no amounts that the ledger needs. */
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

/** A cancel sets a status, so the status shows whether it was applied. */
export const findEffect = ({ status }: ProviderRecord): Effect => {
  const proof = status === null ? null : endOf("record", status)
  return proof ? { type: "applied", proof } : { type: "absent" }
}
