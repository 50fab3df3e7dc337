import { setTimeout as sleep } from "node:timers/promises"
import type { Cancellation } from "../../../demo/api"
import { buy, type PlacedOrder } from "../../../demo/orders"
import {
  everywhere,
  withClimes,
  withFungies,
  type World,
} from "../../../demo/story-orders"

/** The longest id that there may be: 160 characters, and no place to break. */
const LONG_ID = `climes-${"0123456789abcdef".repeat(9)}-last-part`

/** Polls until it is true, for as many seconds as the demo does. */
const until = async <T>(
  read: () => Promise<T>,
  isEnough: (value: T) => boolean
): Promise<T> => {
  const deadline = performance.now() + 60_000
  for (;;) {
    const value = await read()
    if (isEnough(value)) {
      return value
    }
    if (performance.now() > deadline) {
      throw new Error(`It did not come as far: ${JSON.stringify(value)}`)
    }
    await sleep(200)
  }
}

export const cancellationsUntil = (
  { admin }: World,
  orderId: string,
  isEnough: (cancellations: Cancellation[]) => boolean
): Promise<Cancellation[]> =>
  until(() => admin.cancellationsOf(orderId), isEnough)

const providerOrderOf = async (
  { admin }: World,
  orderId: string,
  provider: string
): Promise<string> => {
  const figures = await admin.voidsOf(orderId)
  const found = figures.find(({ provider_id }) => provider_id === provider)
  return found?.provider_order_id ?? ""
}

export const voidAt = async (
  world: World,
  orderId: string,
  provider: string,
  part: { amount?: number; items?: { id: string; quantity: number }[] }
): Promise<Cancellation> =>
  world.admin.voidPart(orderId, {
    provider_order_id: await providerOrderOf(world, orderId, provider),
    ...part,
  })

/** An order with a provider order at each of the four, all untouched. */
export const untouched = async (world: World): Promise<PlacedOrder> =>
  (await everywhere(world)).order

/** An order with a provider order at each of the four; Akinon has shipped. */
export const shipped = async (world: World): Promise<PlacedOrder> => {
  const { order, counterparts } = await everywhere(world)
  const [, , , akinon] = counterparts
  world.sandbox.akinon.orders.update(akinon.external_id, {
    initial_status: 500,
  })
  return order
}

/** Fungies refuses the first cancel, and would accept the second. */
export const refusedOnce = async (
  world: World
): Promise<{ order: PlacedOrder; externalId: string }> => {
  const order = await buy(world, "usd", { product: "Game key", quantity: 1 })
  const { id } = world.sandbox.fungies.orders.create({
    refuses: "Keys were already revealed to the customer",
  })
  await world.admin.registerProviderOrder(order.id, {
    provider_id: "fungies",
    external_id: id,
  })
  await world.admin.cancelProviderOrder(order.id, {
    provider_order_id: await providerOrderOf(world, order.id, "fungies"),
  })
  world.sandbox.fungies.orders.update(id, { refuses: null })
  return { order, externalId: id }
}

/** Climes removes the climes, and the answer never arrives. */
export const voidUnanswered = async (
  world: World,
  orderId: string,
  amount: number
): Promise<Cancellation> => {
  world.sandbox.climes.faults.next(
    { type: "drop_after_effect" },
    { method: "PATCH" }
  )
  const { id } = await voidAt(world, orderId, "climes", { amount })
  const all = await cancellationsUntil(world, orderId, (rows) =>
    rows.some((row) => row.id === id && row.status === "needs_review")
  )
  return all.find((row) => row.id === id)!
}

/** One void was carried out, and the outcome of another is unknown. */
export const unknownOutcome = async (world: World): Promise<PlacedOrder> => {
  const order = await buy(world, "eur", { product: "Oak chair", quantity: 1 })
  world.sandbox.climes.orders.create({
    partner_order_id: LONG_ID,
    climes: 1_200,
  })
  await world.admin.registerProviderOrder(order.id, {
    provider_id: "climes",
    external_id: LONG_ID,
    amount: 1_200,
  })
  await voidAt(world, order.id, "climes", { amount: 200 })
  await voidUnanswered(world, order.id, 150)
  return order
}

/** Aplazame asks for a long pause, so the next attempt has a time. */
export const scheduled = async (world: World): Promise<PlacedOrder> => {
  const order = await buy(world, "eur", { product: "Oak chair", quantity: 1 })
  const aplazame = world.counterparts.atAplazame(
    `shop-${order.display_id}`,
    order.total
  )
  await world.admin.registerProviderOrder(order.id, {
    provider_id: "aplazame",
    external_id: aplazame.external_id,
    amount: order.total,
  })
  await voidAt(world, order.id, "aplazame", { amount: 30 })
  world.sandbox.aplazame.faults.next(
    { type: "throttle", retryAfter: 1_200 },
    { method: "POST" }
  )
  await voidAt(world, order.id, "aplazame", { amount: 12.5 })
  await cancellationsUntil(world, order.id, (all) =>
    all.some(
      ({ status, attempt_count }) => status === "pending" && attempt_count > 0
    )
  )
  return order
}

/** Somebody voided an amount directly at Aplazame. */
export const drifted = async (world: World): Promise<PlacedOrder> => {
  const order = await buy(world, "eur", { product: "Poster", quantity: 3 })
  const aplazame = world.counterparts.atAplazame(
    `shop-${order.display_id}`,
    order.total
  )
  await world.admin.registerProviderOrder(order.id, {
    provider_id: "aplazame",
    external_id: aplazame.external_id,
    amount: order.total,
  })
  world.sandbox.aplazame.orders.update(aplazame.external_id, {
    voids: [
      {
        amount: 1_000,
        id: "0123456789abcdef0123456789abcdef",
        created: new Date().toISOString(),
      },
    ],
  })
  return order
}

/** An order that no outside system knows. */
export const unknownOrder = (world: World): Promise<PlacedOrder> =>
  buy(world, "eur", { product: "Poster", quantity: 1 })

const cancelled = async (
  world: World,
  { order }: { order: PlacedOrder },
  provider: string,
  isEnough: (cancellation: Cancellation) => boolean
): Promise<PlacedOrder> => {
  await world.admin.admin.order.cancel(order.id)
  await cancellationsUntil(world, order.id, (all) =>
    all.some((one) => one.provider_id === provider && isEnough(one))
  )
  return order
}

/** Fungies is out of order from now on, and is tried again and again. */
export const failing = async (world: World): Promise<PlacedOrder> => {
  const order = await withFungies(world)
  world.sandbox.fungies.faults.always({ type: "respond", status: 500 })
  return cancelled(
    world,
    order,
    "fungies",
    ({ status, attempt_count }) => status === "pending" && attempt_count > 0
  )
}

/** Climes refuses the key from now on: the first is refused, others wait. */
export const keyRefused = async (world: World): Promise<PlacedOrder[]> => {
  world.sandbox.climes.faults.always({ type: "respond", status: 401 })
  const first = await cancelled(
    world,
    await withClimes(world),
    "climes",
    ({ attempt_count }) => attempt_count > 0
  )
  const second = await cancelled(
    world,
    await withClimes(world),
    "climes",
    ({ status }) => status === "pending"
  )
  return [first, second]
}
