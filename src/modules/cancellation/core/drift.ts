import { MathBN } from "@medusajs/framework/utils"
import {
  Decimal,
  ItemMapping,
  ProviderRecord,
  RecordedItem,
  Unit,
} from "../../../provider-kit"
import { inWords } from "./amounts"

/** What the ledger knows of a provider order, for comparison. */
export interface LedgerView {
  unit: Unit
  currency_code: string | null
  total: Decimal | null
  items: ItemMapping[] | null
  /** Taken by voids that succeeded. */
  voided: Decimal
  /** Taken by voids that may have succeeded, or still may. */
  reserved: Decimal
  voided_item_ids: (string | number)[]
  /** Item ids of voids that succeeded, may have succeeded, or still may. */
  taken_item_ids: (string | number)[]
  has_live_cancel: boolean
  /** A full cancellation succeeded. */
  is_cancelled: boolean
}

/** Where the provider and the ledger differ, with what each of them says. */
export interface Difference {
  kind: "status" | "remaining" | "voided" | "items"
  ledger: string
  provider: string
  /** For a person: what differs, and what to do next. */
  message: string
}

export interface Drift extends Difference {
  /** ISO time. It stays the same as long as the difference does. */
  found_at: string
}

const LOOK =
  "Look at the order at the provider, then correct the provider order here."

/**
 * Compares the provider's own record with the ledger. The provider may or may
 * not count what is still under way, so that is no difference.
 */
export const compareRecord = (
  ledger: LedgerView,
  record: ProviderRecord
): Difference | null => {
  if (ledger.is_cancelled) {
    return record.state === "open"
      ? status("cancelled", record.status ?? "open")
      : null
  }
  if (ledger.has_live_cancel) {
    return null
  }
  if (record.state === "cancelled") {
    // Voiding everything cancels an order too.
    return isUsedUp(ledger)
      ? null
      : status("open", record.status ?? "cancelled")
  }
  if (record.items && ledger.items) {
    return compareItems(ledger, ledger.items, record.items)
  }
  if (record.remaining !== null && ledger.total !== null) {
    return compareRemaining(ledger, record.remaining)
  }
  return record.voids
    ? compareVoided(
        ledger,
        record.voids
          .reduce(
            (sum, { amount }) => MathBN.add(sum, amount),
            MathBN.convert(0)
          )
          .toFixed()
      )
    : null
}

/** The provider has no such order, though parts of it were voided there. */
export const compareMissing = (ledger: LedgerView): Difference | null =>
  ledger.is_cancelled || ledger.has_live_cancel || isUsedUp(ledger)
    ? null
    : status("open", "missing")

/**
 * Compares what the provider says is left with what the ledger computes, both
 * in the provider order's unit.
 */
export const compareRemaining = (
  ledger: LedgerView,
  remaining: Decimal
): Difference | null => {
  const range = remainingOf(ledger)
  return range && !isWithin(remaining, range)
    ? {
        kind: "remaining",
        ledger: inRange(range),
        provider: remaining,
        message: `The provider says that ${words(ledger, remaining)} are left, the ledger ${words(ledger, inRange(range))}. ${LOOK}`,
      }
    : null
}

/** The same difference was found before and isn't reported again. */
export const isSameDifference = (
  a: Difference | null,
  b: Difference | null
): boolean =>
  a?.kind === b?.kind && a?.ledger === b?.ledger && a?.provider === b?.provider

interface Range {
  low: Decimal
  high: Decimal
}

const remainingOf = (ledger: LedgerView): Range | null => {
  if (ledger.is_cancelled) {
    return { low: "0", high: "0" }
  }
  if (ledger.total === null) {
    return null
  }
  const high = MathBN.sub(ledger.total, ledger.voided)
  return {
    low: MathBN.sub(high, ledger.reserved).toFixed(),
    high: high.toFixed(),
  }
}

const compareVoided = (
  ledger: LedgerView,
  voided: Decimal
): Difference | null => {
  const range = {
    low: MathBN.convert(ledger.voided).toFixed(),
    high: MathBN.add(ledger.voided, ledger.reserved).toFixed(),
  }
  return isWithin(voided, range)
    ? null
    : {
        kind: "voided",
        ledger: inRange(range),
        provider: voided,
        message: `The provider says that ${words(ledger, voided)} were voided, the ledger ${words(ledger, inRange(range))}. ${LOOK}`,
      }
}

/** An item that the record doesn't show is unknown, and no difference. */
const compareItems = (
  ledger: LedgerView,
  mappings: ItemMapping[],
  items: RecordedItem[]
): Difference | null => {
  const states = new Map(
    items.map(({ external_item_id, state }) => [
      String(external_item_id),
      state,
    ])
  )
  const mapped = mappings
    .flatMap(({ external_item_ids }) => external_item_ids)
    .map(String)
  const voided = new Set(ledger.voided_item_ids.map(String))
  const taken = new Set(ledger.taken_item_ids.map(String))

  const open = mapped.filter(
    (id) => voided.has(id) && states.get(id) === "open"
  )
  const cancelled = mapped.filter(
    (id) => !taken.has(id) && states.get(id) === "cancelled"
  )
  if (!open.length && !cancelled.length) {
    return null
  }
  const atProvider = mapped.filter((id) => states.get(id) === "cancelled")
  const said = [
    ...(cancelled.length
      ? [`${cancelled.join(", ")} cancelled, and the ledger doesn't`]
      : []),
    ...(open.length
      ? [`${open.join(", ")} open, and the ledger cancelled`]
      : []),
  ]
  return {
    kind: "items",
    ledger: mapped.filter((id) => voided.has(id)).join(", ") || "none",
    provider: atProvider.join(", ") || "none",
    message: `The provider shows the items ${said.join("; and ")}. ${LOOK}`,
  }
}

const status = (
  ledger: "open" | "cancelled",
  provider: string
): Difference => ({
  kind: "status",
  ledger,
  provider,
  message:
    ledger === "cancelled"
      ? `The ledger says that this order was cancelled, and the provider shows it as "${provider}". Look at the order at the provider, and cancel it there if it is still open.`
      : `The provider shows this order as "${provider}", and nothing here asked for that. ${LOOK}`,
})

const isUsedUp = (ledger: LedgerView): boolean => {
  if (ledger.unit === "item") {
    const taken = new Set(ledger.taken_item_ids.map(String))
    return (
      ledger.items?.every(({ external_item_ids }) =>
        external_item_ids.every((id) => taken.has(String(id)))
      ) ?? false
    )
  }
  return (
    ledger.total !== null &&
    MathBN.gte(MathBN.add(ledger.voided, ledger.reserved), ledger.total)
  )
}

const isWithin = (amount: Decimal, { low, high }: Range): boolean =>
  MathBN.gte(amount, low) && MathBN.lte(amount, high)

const inRange = ({ low, high }: Range): string =>
  MathBN.eq(low, high) ? high : `${low} to ${high}`

const words = ({ unit, currency_code }: LedgerView, amount: string): string =>
  inWords(amount, unit, currency_code)
