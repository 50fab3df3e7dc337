import type { SystemName, Sandbox } from "../sandbox"

/** What stands for a Medusa order at one provider. */
export interface Counterpart {
  provider: SystemName
  external_id: string
}

/** Akinon counts units, and each of them has an id there. */
export interface AkinonCounterpart extends Counterpart {
  itemIds: number[]
}

/** The ERP knows orders by Medusa's own ids, so there is nothing to create. */
export const atErp = (orderId: string): Counterpart => ({
  provider: "erp",
  external_id: orderId,
})

/** Does in the sandbox what a shop's integrations do at checkout. */
export class Counterparts {
  constructor(private readonly sandbox: Sandbox) {}

  atClimes(external_id: string, climes: number): Counterpart {
    this.sandbox.climes.orders.create({ partner_order_id: external_id, climes })
    return { provider: "climes", external_id }
  }

  atFungies(): Counterpart {
    const { id } = this.sandbox.fungies.orders.create({})
    return { provider: "fungies", external_id: id }
  }

  /** @param total - in euros */
  atAplazame(external_id: string, total: number): Counterpart {
    this.sandbox.aplazame.orders.create({
      mid: external_id,
      total_amount: Math.round(total * 100),
      environment: "sandbox",
    })
    return { provider: "aplazame", external_id }
  }

  /** @param ruleFails - why Akinon refuses to cancel it, in its own words */
  atAkinon(units: number, ruleFails: string | null = null): AkinonCounterpart {
    const order = this.sandbox.akinon.orders.create({ items: units, ruleFails })
    return {
      provider: "akinon",
      external_id: String(order.pk),
      itemIds: order.orderitem_set.map(({ pk }) => pk),
    }
  }
}
