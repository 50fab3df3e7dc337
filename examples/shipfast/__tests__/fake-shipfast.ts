import type {
  FakeAnswer,
  FakeApi,
  FakeRequest,
} from "medusa-plugin-cancellation/provider-kit"

type Status = "created" | "shipped" | "cancelled"

/** ShipFast's API, by its (made-up) document: shipments, and rules. */
export class FakeShipFast implements FakeApi {
  private readonly shipments = new Map<string, Status>()
  private count = 0

  constructor(private readonly apiKey: string) {}

  add(id: string, status: Status = "created"): void {
    this.shipments.set(id, status)
  }

  effects(): number {
    return this.count
  }

  handle({ method, path, headers }: FakeRequest): FakeAnswer {
    if (headers["authorization"] !== `Bearer ${this.apiKey}`) {
      return { status: 401 }
    }
    const [, , id = "", verb = ""] = path.split("/").map(decodeURIComponent)
    const status = this.shipments.get(id)
    if (status === undefined) {
      return { status: 404, body: { message: "No such shipment" } }
    }
    if (method === "GET") {
      return { status: 200, body: { status } }
    }
    if (verb !== "cancel" || status !== "created") {
      return { status: 409, body: { message: `It is ${status}` } }
    }
    this.shipments.set(id, "cancelled")
    this.count += 1
    return { status: 200, body: { status: "cancelled" } }
  }
}
