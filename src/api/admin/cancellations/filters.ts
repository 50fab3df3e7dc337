import { type AdminGetCancellationsType } from "./validators"

export type Filters = Partial<
  Omit<AdminGetCancellationsType, "limit" | "offset" | "order" | "fields">
>

/** The largest number that an order's number can be. */
const MAX_DISPLAY_ID = 2_147_483_647

/**
 * The filters of a list as Query takes them. `q` looks into external ids
 * and the numbers that the store itself gives its orders, and for Medusa's
 * number of an order; numbers with or without a `#`.
 *
 * @param orderIds - orders that `q` also means
 */
export const toQueryFilters = (
  { q, ...filters }: Omit<Filters, "trouble">,
  orderIds: string[] = []
): Record<string, unknown> => ({
  ...Object.fromEntries(
    Object.entries<unknown>(filters).filter(([, value]) => value !== undefined)
  ),
  ...(q !== undefined && { $or: matches(q, orderIds) }),
})

const matches = (q: string, orderIds: string[]): Record<string, unknown>[] => {
  const number = /^#?(\d{1,10})$/.exec(q)?.[1]
  const isOrderNumber = number !== undefined && Number(number) <= MAX_DISPLAY_ID
  return [
    { external_id: containing(q) },
    { order_custom_display_id: containing(q.replace(/^#(?=.)/, "")) },
    ...(isOrderNumber ? [{ order_display_id: Number(number) }] : []),
    ...(orderIds.length ? [{ order_id: orderIds }] : []),
  ]
}

const containing = (text: string): Record<string, unknown> => ({
  $ilike: `%${escapeLike(text)}%`,
})

/** `%` and `_` stand for themselves in a search. */
export const escapeLike = (text: string): string =>
  text.replace(/[\\%_]/g, "\\$&")
