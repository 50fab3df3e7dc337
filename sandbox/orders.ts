import type { z } from "@medusajs/framework/zod"

/** The orders of a simulated provider. */
export interface Orders<Input, Order> {
  /** Throws where the input is wrong or the order exists already. */
  create(input: Input): Order
  /** A copy of the order as it is now. Undefined where there is none. */
  get(id: string | number): Order | undefined
  /** Copies of all orders, in the order of their creation. */
  all(): Order[]
  /** Changes an order from outside the API, as the provider's staff can. */
  update(id: string | number, patch: Partial<Order>): Order
}

/**
 * Builds an order from input that may come over HTTP. It throws an error that
 * lists every mistake where the schema refuses the input.
 */
export function builderOf<Schema extends z.ZodType, Order>(
  schema: Schema,
  build: (input: z.output<Schema>) => Order
): (input: unknown) => Order {
  return (input) => {
    const parsed = schema.safeParse(input)
    if (!parsed.success) {
      const issues = parsed.error.issues.map(
        ({ path, message }) => `${path.join(".") || "order"}: ${message}`
      )
      throw new Error(`The order can't be created. ${issues.join("; ")}`)
    }
    return build(parsed.data)
  }
}

interface OrderStoreOptions<Order> {
  /** See `builderOf`. */
  build(input: unknown): Order
  idOf(order: Order): string
  /** Another name for the order. */
  aliasOf?(order: Order): string
  /** Brings an order up to date before it is read. */
  settle?(order: Order): void
}

export class OrderStore<Input, Order extends object> implements Orders<
  Input,
  Order
> {
  private readonly byId = new Map<string, Order>()
  private readonly byAlias = new Map<string, Order>()

  constructor(private readonly options: OrderStoreOptions<Order>) {}

  create(input: Input): Order {
    return this.createFrom(input)
  }

  /** Creates an order from input over HTTP, which has no type yet. */
  createFrom(input: unknown): Order {
    const order = this.options.build(input)
    const id = this.options.idOf(order)
    const alias = this.options.aliasOf?.(order)
    if (this.byId.has(id) || (alias && this.byAlias.has(alias))) {
      throw new Error(`There is an order ${id} already; choose another id.`)
    }
    this.byId.set(id, order)
    if (alias) {
      this.byAlias.set(alias, order)
    }
    return structuredClone(order)
  }

  get(id: string | number): Order | undefined {
    const order = this.find(String(id))
    return order && structuredClone(order)
  }

  all(): Order[] {
    return [...this.byId.keys()].flatMap((id) => this.get(id) ?? [])
  }

  update(id: string | number, patch: Partial<Order>): Order {
    const order = this.find(String(id))
    if (!order) {
      throw new Error(`There is no order ${id} to update.`)
    }
    const updated = { ...order, ...structuredClone(patch) }
    if (
      this.options.idOf(updated) !== this.options.idOf(order) ||
      this.options.aliasOf?.(updated) !== this.options.aliasOf?.(order)
    ) {
      throw new Error(`The id of order ${id} is for life; create another one.`)
    }
    Object.assign(order, updated)
    return structuredClone(order)
  }

  /** The order itself, for the API that owns it. */
  find(id: string): Order | undefined {
    const order = this.byId.get(id) ?? this.byAlias.get(id)
    if (order) {
      this.options.settle?.(order)
    }
    return order
  }

  clear(): void {
    this.byId.clear()
    this.byAlias.clear()
  }
}
