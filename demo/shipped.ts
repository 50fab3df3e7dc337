import { expectedOfCancels, settled } from "./cancels"
import type { Cancellation } from "./api"
import { atErp, type Counterpart } from "./counterparts"
import { buy } from "./orders"
import type { StoryOrder, World } from "./story-orders"
import { type Expected, requestsFor } from "./wire"

/** An order with a loan, of which Akinon says that it has left. */
export async function withLoanAndShipment(world: World): Promise<StoryOrder> {
  const order = await buy(world, "eur", { product: "Poster", quantity: 1 })
  const name = `demo-${order.display_id}`
  const aplazame = world.counterparts.atAplazame(name, order.total)
  const akinon = world.counterparts.atAkinon(1, "Items were shipped.")
  await world.admin.admin.order.update(order.id, {
    metadata: {
      aplazame_order_id: aplazame.external_id,
      aplazame_amount: order.total,
      akinon_order_id: akinon.external_id,
    },
  })
  return { order, counterparts: [akinon, aplazame, atErp(order.id)] }
}

/** The ERP hears of every order in euros. */
const EXPECTED: Partial<Record<Counterpart["provider"], string>> = {
  akinon: "rejected",
  aplazame: "needs_review",
  erp: "succeeded",
}

/** Its cancellations at rest, and where they ended otherwise. */
export async function keepsItsLoan(
  world: World,
  story: StoryOrder
): Promise<{
  cancellations: Cancellation[]
  expected: Expected[]
  differences: string[]
}> {
  const cancellations = await settled(world, story)
  const told = story.counterparts.filter(({ provider }) => provider === "erp")
  return {
    cancellations,
    expected: expectedOfCancels({ ...story, counterparts: told }),
    differences: story.counterparts.flatMap((counterpart) => {
      const { provider } = counterpart
      const wanted = EXPECTED[provider]
      const ended = cancellations.find((each) => each.provider_id === provider)
      const wasAsked = requestsFor(world.sandbox, counterpart).length > 0
      return [
        ...(ended?.status === wanted
          ? []
          : [`${provider}: ${ended?.status} instead of ${wanted}`]),
        ...(wasAsked && provider === "aplazame"
          ? ["aplazame: was asked for the loan of an order that was shipped"]
          : []),
      ]
    }),
  }
}
