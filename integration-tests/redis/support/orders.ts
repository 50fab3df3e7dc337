import type { ProviderName, Sandbox } from "../../../sandbox"
import type { AdminApi } from "./admin-api"

/** A Medusa order and its counterparts at the four providers. */
export interface CounterpartedOrder {
  id: string
  counterparts: Record<ProviderName, string>
}

const TOTAL = 100
export const CLIMES = 50

/** Makes orders as an import does, so that their metadata can be trusted. */
export class Orders {
  private regionId: Promise<string> | null = null
  private entered = 0

  constructor(
    private readonly admin: AdminApi,
    private readonly sandbox: Sandbox
  ) {}

  async enter(count: number): Promise<CounterpartedOrder[]> {
    return Promise.all(Array.from({ length: count }, () => this.enterOne()))
  }

  private async enterOne(): Promise<CounterpartedOrder> {
    const key = `order-${++this.entered}`
    const { sandbox } = this
    sandbox.climes.orders.create({ partner_order_id: key, climes: CLIMES })
    sandbox.aplazame.orders.create({
      mid: key,
      total_amount: TOTAL * 100,
      environment: "sandbox",
    })
    const counterparts = {
      climes: key,
      aplazame: key,
      fungies: sandbox.fungies.orders.create({}).id,
      akinon: String(sandbox.akinon.orders.create({ items: 2 }).pk),
    }
    this.regionId ??= this.createRegion()
    const { draft_order } = await this.admin.post<{
      draft_order: { id: string }
    }>("/admin/draft-orders", {
      region_id: await this.regionId,
      // One customer an order: two orders at once would both create it.
      email: `${key}@example.com`,
      items: [{ title: "Thing", quantity: 1, unit_price: TOTAL }],
      metadata: Object.fromEntries([
        ...Object.entries(counterparts).map(([provider, id]) => [
          `${provider}_order_id`,
          id,
        ]),
        // Climes can't tell it.
        ["climes_amount", CLIMES],
      ]),
    })
    const { order } = await this.admin.post<{ order: { id: string } }>(
      `/admin/draft-orders/${draft_order.id}/convert-to-order`
    )
    return { id: order.id, counterparts }
  }

  private async createRegion(): Promise<string> {
    const { region } = await this.admin.post<{ region: { id: string } }>(
      "/admin/regions",
      { name: "Europe", currency_code: "eur", countries: ["es"] }
    )
    return region.id
  }
}
