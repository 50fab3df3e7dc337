import { FetchError } from "@medusajs/js-sdk"
import type { Cancellation, NewVoid, StoreApi, VoidFigures } from "./api"
import type { Counterpart } from "./counterparts"
import { settledCancellations, took, unsuccessful } from "./settled"
import type { OrderEverywhere, StoryOrder, World } from "./story-orders"
import type { Column } from "./table"
import { describe, type Expected, requestsFor } from "./wire"

export const VOID_COLUMNS: Column[] = [
  { title: "order" },
  { title: "provider" },
  { title: "asked for" },
  { title: "request on the wire", wraps: true },
  { title: "outcome" },
  { title: "left", align: "right" },
  { title: "took", align: "right" },
]

interface Part {
  counterpart: Counterpart
  /** The request in words. */
  askedFor: string
  body: Omit<NewVoid, "provider_order_id">
  /** How many times it is sent at once, with the same Idempotency-Key. */
  times?: number
  /** Null: it is refused. */
  effect: Expected["effect"] | null
}

const partsOf = ({
  order,
  counterparts: [climes, fungies, aplazame, akinon, erp],
}: OrderEverywhere): Part[] => [
  {
    counterpart: climes,
    askedFor: "15 climes",
    body: { amount: 15 },
    times: 2,
    effect: { kind: "void", amount: 15 },
  },
  {
    counterpart: aplazame,
    askedFor: "25.50 EUR",
    body: { amount: 25.5 },
    // In hundredths, as it is sent.
    effect: { kind: "void", amount: 2_550 },
  },
  {
    counterpart: akinon,
    askedFor: "1 of 2 posters",
    body: { items: [{ id: order.lineItemId, quantity: 1 }] },
    effect: { kind: "void", items: akinon.itemIds.slice(0, 1) },
  },
  {
    counterpart: erp,
    askedFor: "1 of 2 posters",
    body: { items: [{ id: order.lineItemId, quantity: 1 }] },
    effect: { kind: "void" },
  },
  {
    counterpart: fungies,
    askedFor: "20.00 EUR",
    body: { amount: 20 },
    effect: null,
  },
]

export interface VoidStory {
  rows: string[][]
  expected: Expected[]
  /** What ended differently than the story says, one line each. */
  differences: string[]
}

/** Voids one part after another, through the plugin's route. */
export async function voidParts(
  world: World,
  story: OrderEverywhere
): Promise<VoidStory> {
  const { admin } = world
  const { order } = story
  const before = await admin.voidsOf(order.id)
  const asked: Asked[] = []
  for (const part of partsOf(story)) {
    asked.push({ ...part, ...(await ask(admin, story, part, before)) })
  }

  const taken = asked.filter(({ refusal }) => refusal === null)
  const voids = await settledCancellations(admin, order.id, taken.length)
  const after = await admin.voidsOf(order.id)
  return {
    rows: asked.map((each) => rowOf(world, story, each, voids, after)),
    expected: asked.flatMap(({ counterpart, effect }) =>
      effect ? { ...counterpart, effect, requests: 1 } : []
    ),
    differences: [...unsuccessful(voids), ...asked.flatMap(differencesOf)],
  }
}

interface Answer {
  /** The ids of the answered cancellations: one, however many requests. */
  ids: Set<string>
  refusal: string | null
}

type Asked = Part & Answer

function differencesOf({ counterpart, effect, ids, refusal }: Asked): string[] {
  if (effect === null) {
    return refusal === null ? [`${counterpart.provider}: was not refused`] : []
  }
  return ids.size === 1
    ? []
    : [`${counterpart.provider}: ${refusal ?? `${ids.size} voids for one key`}`]
}

async function ask(
  admin: StoreApi,
  { order }: StoryOrder,
  { counterpart, body, times = 1 }: Part,
  figures: VoidFigures[]
): Promise<Answer> {
  const provider_order_id = figuresOf(figures, counterpart)?.provider_order_id
  try {
    const answers = await Promise.all(
      Array.from({ length: times }, () =>
        admin.voidPart(
          order.id,
          { provider_order_id: provider_order_id ?? "", ...body },
          `demo-${counterpart.provider}`
        )
      )
    )
    return { ids: new Set(answers.map(({ id }) => id)), refusal: null }
  } catch (error) {
    if (error instanceof FetchError && error.status === 400) {
      return { ids: new Set(), refusal: error.message }
    }
    throw error
  }
}

function rowOf(
  { sandbox }: World,
  { order }: StoryOrder,
  { counterpart, askedFor, refusal }: Asked,
  voids: Cancellation[],
  figures: VoidFigures[]
): string[] {
  const found = voids.find(
    ({ provider_id }) => provider_id === counterpart.provider
  )
  const requests = requestsFor(sandbox, counterpart).map(describe)
  return [
    `#${order.display_id}`,
    counterpart.provider,
    askedFor,
    refusal === null ? requests.join("\n") : `none: ${refusal}`,
    refusal === null ? (found?.status ?? "missing") : "refused",
    leftOf(figuresOf(figures, counterpart)),
    found ? took(found) : "",
  ]
}

function leftOf(figures: VoidFigures | undefined): string {
  const { remaining = null, total = null, unit } = figures ?? {}
  if (remaining === null || total === null) {
    return ""
  }
  switch (unit) {
    case "currency":
      return `${remaining.toFixed(2)} of ${total.toFixed(2)}`
    case "climes":
    case "item":
      return `${remaining} of ${total}`
    default:
      return ""
  }
}

function figuresOf(
  figures: VoidFigures[],
  { provider }: Counterpart
): VoidFigures | undefined {
  return figures.find(({ provider_id }) => provider_id === provider)
}
