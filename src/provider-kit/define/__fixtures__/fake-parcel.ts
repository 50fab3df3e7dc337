import { type FakeAnswer, type FakeApi, type FakeRequest } from "../.."
import { type RepeatedCall } from "../definition"
import { KEY } from "./parcel"

type State = "open" | "cancelled"

interface Order {
  id: string
  status: State
  shipped: boolean
  /** In cents. */
  total: number
  voids: { reference: string; amount: string }[]
  items: { id: number; status: State }[]
}

interface Rules {
  /** What a second call of each kind does. */
  repeated: RepeatedCall
  /** Whether a success has no body. */
  isSilent?: boolean
}

const cents = (amount: unknown): number => Math.round(Number(amount) * 100)

const refuse = (status: number): FakeAnswer => ({
  status,
  body: { message: "Not possible" },
})

/** Parcel's API, which can differ in the ways in which APIs do. */
export class FakeParcel implements FakeApi {
  private readonly orders = new Map<string, Order>()
  private count = 0

  constructor(private readonly rules: Rules) {}

  add(id: string, fields: Partial<Order> = {}): void {
    this.orders.set(id, {
      id,
      status: "open",
      shipped: false,
      total: 10_000,
      voids: [],
      items: [1, 2, 3].map((item) => ({ id: item, status: "open" })),
      ...fields,
    })
  }

  effects(): number {
    return this.count
  }

  handle({ method, path, headers, body }: FakeRequest): FakeAnswer {
    if (headers["x-key"] !== KEY) {
      return refuse(401)
    }
    const [, , id = "", verb = ""] = path.split("/").map(decodeURIComponent)
    const order = this.orders.get(id)
    if (!order) {
      return refuse(404)
    }
    switch (`${method} ${verb}`) {
      case "GET ":
        return { status: 200, body: order }
      case "POST cancel":
        return this.act(order, order.status === "cancelled", () => {
          order.status = "cancelled"
        })
      case "POST voids":
        return this.void(order, body as Order["voids"][number])
      case "POST items":
        return this.cancelItems(order, (body as { ids: number[] }).ids)
      default:
        return refuse(405)
    }
  }

  private void(order: Order, part: Order["voids"][number]): FakeAnswer {
    const left = order.voids.reduce(
      (sum, { amount }) => sum - cents(amount),
      order.total
    )
    const isRepeated = order.voids.some(
      ({ reference }) => reference === part.reference
    )
    return cents(part.amount) > left
      ? refuse(409)
      : this.act(order, isRepeated, () => order.voids.push(part))
  }

  private cancelItems(order: Order, ids: number[]): FakeAnswer {
    const items = order.items.filter(({ id }) => ids.includes(id))
    const isRepeated = items.some(({ status }) => status === "cancelled")
    return this.act(order, isRepeated, () => {
      for (const item of items) {
        item.status = "cancelled"
      }
    })
  }

  private act(
    order: Order,
    isRepeated: boolean,
    effect: () => unknown
  ): FakeAnswer {
    const { repeated, isSilent } = this.rules
    if (order.shipped || (isRepeated && repeated === "refused")) {
      return refuse(409)
    }
    if (!isRepeated || repeated === "unsafe") {
      effect()
      this.count += 1
    }
    return isSilent ? { status: 204 } : { status: 200, body: order }
  }
}
