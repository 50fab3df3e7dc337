import type { Sandbox } from "../sandbox"
import type { StoreApi } from "./api"
import {
  type AkinonCounterpart,
  atErp,
  type Counterpart,
  type Counterparts,
} from "./counterparts"
import { buy, enter, type PlacedOrder } from "./orders"
import type { Shop } from "./shop"

/** Everything that the story needs. */
export interface World {
  sandbox: Sandbox
  counterparts: Counterparts
  shop: Shop
  admin: StoreApi
  storefront: StoreApi
}

export interface StoryOrder {
  order: PlacedOrder
  counterparts: Counterpart[]
}

export interface OrderEverywhere extends StoryOrder {
  counterparts: [
    climes: Counterpart,
    fungies: Counterpart,
    aplazame: Counterpart,
    akinon: AkinonCounterpart,
    erp: Counterpart,
  ]
}

/** How many climes are bought with an order. */
const CLIMES = 40

/**
 * The server writes the metadata after the order is placed, because the plugin
 * doesn't trust what a shopper may have put into the cart.
 */
export async function withClimes(world: World): Promise<StoryOrder> {
  const order = await buy(world, "eur", { product: "Oak chair", quantity: 1 })
  const climes = world.counterparts.atClimes(nameOf(order), CLIMES)
  await world.admin.admin.order.update(order.id, {
    metadata: { climes_order_id: climes.external_id, climes_amount: CLIMES },
  })
  return { order, counterparts: [climes, atErp(order.id)] }
}

export async function withFungies(world: World): Promise<StoryOrder> {
  const order = await buy(world, "usd", { product: "Game key", quantity: 1 })
  const fungies = world.counterparts.atFungies()
  await world.admin.admin.order.update(order.id, {
    metadata: { fungies_order_id: fungies.external_id },
  })
  return { order, counterparts: [fungies] }
}

export async function withAplazame(world: World): Promise<StoryOrder> {
  const order = await buy(world, "eur", { product: "Oak chair", quantity: 1 })
  const aplazame = world.counterparts.atAplazame(nameOf(order), order.total)
  await world.admin.admin.order.update(order.id, {
    metadata: {
      aplazame_order_id: aplazame.external_id,
      aplazame_amount: order.total,
    },
  })
  return { order, counterparts: [aplazame, atErp(order.id)] }
}

/** The order comes from Akinon, so its lines have their item ids at once. */
export async function withAkinon(world: World): Promise<StoryOrder> {
  const akinon = world.counterparts.atAkinon(2)
  const order = await enter(
    world,
    "try",
    {
      product: "Poster",
      quantity: 2,
      metadata: { akinon_item_ids: akinon.itemIds },
    },
    { akinon_order_id: akinon.external_id }
  )
  return { order, counterparts: [akinon] }
}

/**
 * An order at all four providers, registered through the plugin's route. The
 * ERP hears of every order in euros by itself.
 */
export async function everywhere(world: World): Promise<OrderEverywhere> {
  const order = await buy(world, "eur", { product: "Poster", quantity: 2 })
  const name = nameOf(order)
  const climes = world.counterparts.atClimes(name, CLIMES)
  const fungies = world.counterparts.atFungies()
  const aplazame = world.counterparts.atAplazame(name, order.total)
  const akinon = world.counterparts.atAkinon(2)

  const register = async (
    { provider, external_id }: Counterpart,
    total: {
      amount?: number
      items?: { line_item_id: string; external_item_ids: number[] }[]
    } = {}
  ) =>
    world.admin.registerProviderOrder(order.id, {
      provider_id: provider,
      external_id,
      ...total,
    })
  await register(climes, { amount: CLIMES })
  await register(fungies)
  await register(aplazame, { amount: order.total })
  await register(akinon, {
    items: [
      { line_item_id: order.lineItemId, external_item_ids: akinon.itemIds },
    ],
  })
  return {
    order,
    counterparts: [climes, fungies, aplazame, akinon, atErp(order.id)],
  }
}

/** The shop's own name for an order, which providers know it by. */
function nameOf({ display_id }: PlacedOrder): string {
  return `demo-${display_id}`
}
