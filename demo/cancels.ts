import type { Cancellation, StoreApi } from "./api"
import type { AkinonCounterpart, Counterpart } from "./counterparts"
import { firstAttemptFailed, settledCancellations, took } from "./settled"
import type { StoryOrder, World } from "./story-orders"
import type { Column } from "./table"
import { describe, type Expected, requestsFor } from "./wire"

export const CANCEL_COLUMNS: Column[] = [
  { title: "order" },
  { title: "provider" },
  { title: "request on the wire", wraps: true },
  { title: "outcome" },
  { title: "took", align: "right" },
]

/** Uses Medusa's own route, as its dashboard does. */
export async function cancelInMedusa(
  { admin }: World,
  { order }: StoryOrder
): Promise<void> {
  await admin.admin.order.cancel(order.id)
}

/**
 * Cancels an order while its provider refuses connections. The provider comes
 * back only once the ledger has a failed attempt.
 */
export async function cancelWhileFungiesIsDown(
  world: World,
  story: StoryOrder
): Promise<void> {
  await world.sandbox.fungies.down()
  try {
    await cancelInMedusa(world, story)
    await firstAttemptFailed(world.admin, story.order.id)
  } finally {
    await world.sandbox.fungies.up()
  }
}

/** Asks for the same cancellation again. True where that changed nothing. */
export async function cancelAgainByHand(
  { admin }: World,
  { order, counterparts: [counterpart] }: StoryOrder
): Promise<boolean> {
  const isIt = ({ provider_id }: { provider_id: string }): boolean =>
    provider_id === counterpart?.provider
  const figures = (await admin.voidsOf(order.id)).find(isIt)
  const before = await admin.cancellationsOf(order.id)
  const again = await admin.cancelProviderOrder(order.id, {
    provider_order_id: figures?.provider_order_id ?? "",
  })
  const after = await admin.cancellationsOf(order.id)
  return before.find(isIt)?.id === again.id && after.length === before.length
}

export function settled(
  { admin }: World,
  { order, counterparts }: StoryOrder
): Promise<Cancellation[]> {
  return settledCancellations(admin, order.id, counterparts.length)
}

export async function rowsOfCancels(
  { sandbox, admin }: World,
  { order, counterparts }: StoryOrder,
  cancellations: Cancellation[]
): Promise<string[][]> {
  return Promise.all(
    counterparts.map(async (counterpart) => {
      const cancellation = cancellations.find(
        ({ provider_id }) => provider_id === counterpart.provider
      )
      return [
        `#${order.display_id}`,
        counterpart.provider,
        requestsFor(sandbox, counterpart).map(describe).join("\n"),
        cancellation ? await outcome(admin, cancellation) : "missing",
        cancellation ? took(cancellation) : "",
      ]
    })
  )
}

/** How it ended, and the outcomes of the attempts before. */
async function outcome(
  admin: StoreApi,
  { id, status, attempt_count }: Cancellation
): Promise<string> {
  if (attempt_count < 2) {
    return status
  }
  const attempts = await admin.attemptsOf(id)
  return [
    ...attempts.flatMap(({ error }) => (error ? `${error.code},` : [])),
    `then ${status}`,
  ].join("\n")
}

/** Everything that belongs to an order is cancelled, each once. */
export function expectedOfCancels(
  { counterparts }: StoryOrder,
  turnedAway: Counterpart[] = []
): Expected[] {
  return counterparts.map((counterpart) => ({
    ...counterpart,
    effect: {
      kind: "cancel",
      ...(isAkinon(counterpart) && { items: counterpart.itemIds }),
    },
    requests: turnedAway.includes(counterpart) ? 2 : 1,
  }))
}

function isAkinon(counterpart: Counterpart): counterpart is AkinonCounterpart {
  return counterpart.provider === "akinon"
}
