import type {
  FakeAnswer,
  FakeApi,
  FakeRequest,
} from "medusa-plugin-cancellation/provider-kit"

interface AcmeOrder {
  status: "open" | "cancelled"
  /** In cents. */
  total: number
  shipped: boolean
  voids: { reference: string; amount: string }[]
}

const cents = (amount: unknown): number => Math.round(Number(amount) * 100)

const refuse = (status: number, message: string): FakeAnswer => ({
  status,
  body: { error: { message } },
})

/** Acme's API, by its (made-up) document: orders in memory, and rules. */
export class FakeAcme implements FakeApi {
  private readonly orders = new Map<string, AcmeOrder>()
  private count = 0

  constructor(private readonly apiKey: string) {}

  add(id: string, fields: Partial<AcmeOrder> = {}): void {
    this.orders.set(id, {
      status: "open",
      total: 10_000,
      shipped: false,
      voids: [],
      ...fields,
    })
  }

  effects(): number {
    return this.count
  }

  handle({ method, path, headers, body }: FakeRequest): FakeAnswer {
    if (headers["authorization"] !== `Bearer ${this.apiKey}`) {
      return refuse(401, "The key is wrong")
    }
    const [, noun, id = "", verb] = path.split("/").map(decodeURIComponent)
    const order = this.orders.get(id)
    if (noun !== "orders" || !order) {
      return refuse(404, "No such order")
    }
    switch (`${method} ${verb ?? ""}`) {
      case "GET ":
        return this.show(order)
      case "POST cancel":
        return this.cancel(order)
      case "POST voids":
        return this.void(order, body as AcmeOrder["voids"][number])
      default:
        return refuse(405, "Not allowed")
    }
  }

  private cancel(order: AcmeOrder): FakeAnswer {
    if (order.shipped) {
      return refuse(409, "The order was shipped")
    }
    if (order.status === "open") {
      order.status = "cancelled"
      this.count += 1
    }
    return this.show(order)
  }

  private void(
    order: AcmeOrder,
    { reference, amount }: AcmeOrder["voids"][number]
  ): FakeAnswer {
    if (order.shipped || cents(amount) > remaining(order)) {
      return refuse(409, "Nothing, or less, is left of the order")
    }
    order.voids.push({ reference, amount })
    this.count += 1
    return this.show(order)
  }

  private show(order: AcmeOrder): FakeAnswer {
    return {
      status: 200,
      body: {
        status: order.status,
        total: (order.total / 100).toFixed(2),
        remaining: (remaining(order) / 100).toFixed(2),
        voids: order.voids,
      },
    }
  }
}

const remaining = ({ status, total, voids }: AcmeOrder): number =>
  status === "cancelled"
    ? 0
    : voids.reduce((left, { amount }) => left - cents(amount), total)
