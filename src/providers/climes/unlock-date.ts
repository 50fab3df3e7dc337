import { type ProviderOrderRef } from "../../provider-kit"

/** An ISO date, or a time with a zone. Without a zone it is ambiguous. */
const ISO = /^\d{4}-\d{2}-\d{2}(T.+(Z|[+-]\d{2}:?\d{2}))?$/i

const toDate = (value: number | string): Date | null => {
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? null : date
}

/**
 * When Climes unlocks the order, from `metadata.unlock_date` of the provider
 * order. It is in milliseconds since 1970, as a number or in digits, as Climes
 * takes it when an order is created, or an ISO 8601 string. Null where it is
 * missing or makes no sense, and then Climes itself decides.
 */
export const unlockDateOf = (order: ProviderOrderRef): Date | null => {
  const value = order.metadata?.unlock_date
  if (typeof value === "number") {
    return toDate(value)
  }
  if (typeof value !== "string") {
    return null
  }
  const text = value.trim()
  if (/^\d+$/.test(text)) {
    return toDate(Number(text))
  }
  return ISO.test(text) ? toDate(text) : null
}
