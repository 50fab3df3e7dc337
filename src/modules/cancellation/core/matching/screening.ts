import {
  LineItemSnapshot,
  Metadata,
  Moment,
  OrderSnapshot,
  Stamps,
} from "./order-snapshot"

/**
 * `completed_at` is read a moment before the cart is written: 23 to 136 ms were
 * measured on an idle machine, 440 ms on a busy one.
 */
const COMPLETION_TOLERANCE_MS = 5_000

/** One statement writes both times, but reads the clock twice. */
const CREATION_TOLERANCE_MS = 2

/** Why metadata is not believed: the end of a sentence that starts with it. */
export type Suspicion = string

/**
 * Whether a shopper may have written what an order's metadata contains.
 *
 * The store API takes `metadata` for carts and line items, and completing a
 * cart copies it to the order. So a key that the cart carries is the shopper's.
 * A shopper may try to take the key off the cart afterwards. Medusa refuses to
 * update a completed cart, but only after it has written the update, which it
 * undoes a moment later; it doesn't even restore the metadata of a line item
 * (2.21.2). Three more signs reveal that:
 *
 * - An order, or line item, that nobody has written since it was created has
 *   nothing in its metadata but what the cart had.
 * - A cart that was written after it was completed, see `moment`.
 * - The ledger remembers what was not believed when the order was placed.
 */
export class Screening {
  private readonly cartKeys: ReadonlySet<string>
  private readonly itemKeys: ReadonlySet<string>
  private readonly isTouched: boolean

  constructor(
    private readonly order: OrderSnapshot,
    private readonly moment: Moment
  ) {
    this.cartKeys = keysOf([order.cart?.metadata])
    this.itemKeys = keysOf(order.cart?.items.map(({ metadata }) => metadata))
    this.isTouched = isTouchedAfterCompletion(order)
  }

  /**
   * Null: the external id under this key of the order's metadata is believed.
   *
   * Long after an order was placed, its cart may have been written for a good
   * reason, and an id that is not believed is a cancellation that is not sent.
   * So a touched cart counts only when the order is placed, and what was
   * suspicious then is remembered.
   */
  ofExternalId(key: string): Suspicion | null {
    return this.ofOrderKey(key, this.moment === "placed")
  }

  /**
   * Null: the amount under this key of the order's metadata is believed.
   * Disbelief costs nothing here: the next source of a total is used.
   */
  ofAmount(key: string): Suspicion | null {
    return this.ofOrderKey(key, true)
  }

  /** Null: this key of the line item's metadata is believed. */
  ofLineItem(item: LineItemSnapshot, key: string): Suspicion | null {
    if (!this.order.cart) {
      return null
    }
    if (this.itemKeys.has(key)) {
      return "the shopper's cart carries it too"
    }
    if (item.rows.every(isUntouched)) {
      return "it was copied from the shopper's cart"
    }
    return this.isTouched ? "the shopper's cart was changed afterwards" : null
  }

  private ofOrderKey(key: string, countsTouched: boolean): Suspicion | null {
    if (!this.order.cart) {
      return null
    }
    if (this.cartKeys.has(key)) {
      return "the shopper's cart carries it too"
    }
    if (isUntouched(this.order)) {
      return "it was copied from the shopper's cart"
    }
    return countsTouched && this.isTouched
      ? "the shopper's cart was changed afterwards"
      : null
  }
}

const keysOf = (
  metadata: (Metadata | null | undefined)[] = []
): ReadonlySet<string> =>
  new Set(metadata.flatMap((one) => Object.keys(one ?? {})))

const isUntouched = (row: Stamps): boolean =>
  row.updated_at.getTime() - row.created_at.getTime() <= CREATION_TOLERANCE_MS

const isTouchedAfterCompletion = ({ cart }: OrderSnapshot): boolean => {
  const completedAt = cart?.completed_at?.getTime()
  if (!cart || completedAt === undefined) {
    return false
  }
  return (
    cart.updated_at.getTime() - completedAt > COMPLETION_TOLERANCE_MS ||
    // Completing a cart writes none of its line items.
    cart.items.some(({ updated_at }) => updated_at.getTime() > completedAt)
  )
}
