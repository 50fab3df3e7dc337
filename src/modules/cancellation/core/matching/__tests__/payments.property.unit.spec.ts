import fc from "fast-check"
import {
  aCollection,
  aPayment,
  after,
  anOrder,
  aplazame,
} from "../__fixtures__/orders"
import { findProviderOrders } from "../find-provider-orders"
import { OrderSnapshot, PaymentSnapshot } from "../order-snapshot"

/**
 * What becomes of an order's payments, as Medusa does it: there is one open
 * collection at a time; an edit closes it and its payment where that is only
 * authorised, and opens another; cancelling the order cancels every payment
 * without captures, and then every collection that isn't cancelled yet.
 */
type Step = "pay" | "capture" | "edit" | "wait"

interface Account {
  mid: string
  amount: number
  is_captured: boolean
  canceled_at: number | null
  created_at: number
}

interface Collection {
  is_canceled: boolean
  created_at: number
  updated_at: number
  payment: Account | null
}

class Shop {
  readonly collections: Collection[] = []
  private canceledAt: number | null = null
  private clock = 0

  constructor(
    private readonly mids: readonly string[],
    /** What the payment provider leaves of a payment's data. */
    private readonly forgets: boolean
  ) {
    this.open()
  }

  do(step: Step): void {
    const open = this.current
    this.clock += step === "wait" ? 3_600_000 : 7
    if (step === "pay" && !open.payment) {
      open.payment = {
        mid: this.mids[this.collections.length % this.mids.length] as string,
        amount: 10 * this.collections.length,
        is_captured: false,
        canceled_at: null,
        created_at: this.clock,
      }
      open.updated_at = this.clock
    } else if (step === "capture" && open.payment) {
      open.payment.is_captured = true
      open.updated_at = this.clock
    } else if (step === "edit" && open.payment) {
      if (!open.payment.is_captured) {
        open.is_canceled = true
        open.updated_at = this.clock
        open.payment.canceled_at = this.clock + 1
      }
      this.open()
    }
  }

  cancel(): void {
    this.clock += 7
    for (const { payment } of this.collections) {
      if (payment && !payment.is_captured) {
        payment.canceled_at = this.clock
      }
    }
    this.clock += 1
    for (const collection of this.collections) {
      if (!collection.is_canceled) {
        collection.is_canceled = true
        collection.updated_at = this.clock
      }
    }
    this.canceledAt = this.clock + 1
  }

  /** By what was done, and not by its times. */
  alive(): Account[] {
    return this.collections.flatMap(({ payment }, index) =>
      payment && (payment.is_captured || index === this.collections.length - 1)
        ? [payment]
        : []
    )
  }

  snapshot(): OrderSnapshot {
    const last = this.current
    return anOrder({
      canceled_at: this.canceledAt === null ? null : after(this.canceledAt),
      payments: this.collections.flatMap((collection, index) => {
        const { payment } = collection
        return payment
          ? [this.paymentOf(payment, collection, index, collection !== last)]
          : []
      }),
    })
  }

  private paymentOf(
    { mid, amount, is_captured, canceled_at, created_at }: Account,
    { is_canceled, updated_at }: Collection,
    index: number,
    has_successor: boolean
  ): PaymentSnapshot {
    const isForgotten = this.forgets && canceled_at !== null
    return aPayment({
      id: `pay_${index}`,
      amount: String(amount),
      data: isForgotten ? {} : { mid },
      session_data: { mid },
      is_captured,
      canceled_at: canceled_at === null ? null : after(canceled_at),
      created_at: after(created_at),
      collection: aCollection({
        is_canceled,
        has_successor,
        updated_at: after(updated_at),
      }),
    })
  }

  private get current(): Collection {
    return this.collections[this.collections.length - 1] as Collection
  }

  private open(): void {
    this.clock += 1
    this.collections.push({
      is_canceled: false,
      created_at: this.clock,
      updated_at: this.clock,
      payment: null,
    })
  }
}

const shops = fc
  .record({
    steps: fc.array(fc.constantFrom<Step>("pay", "capture", "edit", "wait"), {
      maxLength: 12,
    }),
    // Some payment providers keep the id where an order is paid again.
    mids: fc.constantFrom(
      ["a"],
      ["a", "b"],
      ["a", "b", "c", "d", "e", "f", "g"]
    ),
    forgets: fc.boolean(),
    isCancelled: fc.boolean(),
  })
  .map(({ steps, mids, forgets, isCancelled }) => {
    const shop = new Shop(mids, forgets)
    steps.forEach((step) => shop.do(step))
    if (isCancelled) {
      shop.cancel()
    }
    return shop
  })

const SETTINGS = [aplazame({ external_id_from: "payment.data.mid" })]

describe("of an order with several payments", () => {
  it("each live one is found, and no dead one, whatever was done before", () => {
    fc.assert(
      fc.property(shops, (shop) => {
        const { found } = findProviderOrders(shop.snapshot(), SETTINGS)

        const expected = new Map<string, number>()
        for (const { mid, amount } of shop.alive()) {
          expected.set(mid, (expected.get(mid) ?? 0) + amount)
        }
        expect(
          found.map(({ external_id, total }) => [external_id, Number(total)])
        ).toEqual([...expected])
      }),
      { numRuns: 500 }
    )
  })

  it("one that was alive when the order was cancelled is never gone", () => {
    fc.assert(
      fc.property(shops, (shop) => {
        const before = findProviderOrders(shop.snapshot(), SETTINGS).found
        shop.cancel()
        const { found } = findProviderOrders(shop.snapshot(), SETTINGS)
        expect(found).toEqual(before)
      }),
      { numRuns: 500 }
    )
  })
})
