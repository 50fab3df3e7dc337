import {
  type Effect,
  type JournalEntry,
  type Sandbox,
  SYSTEMS,
} from "../sandbox"
import type { Counterpart } from "./counterparts"

/** What happened at a provider by the story. */
export interface Expected extends Counterpart {
  effect: Pick<Effect, "kind" | "amount" | "items">
  /** The number of requests that ask for a change, including refused ones. */
  requests: number
}

/** The requests about an order that ask for a change, as they arrived. */
export function requestsFor(
  sandbox: Sandbox,
  { provider, external_id }: Counterpart
): JournalEntry[] {
  const segment = encodeURIComponent(external_id)
  return sandbox[provider].journal.filter(
    ({ method, path, body }) =>
      method !== "GET" &&
      (path.split("/").includes(segment) || idIn(body) === external_id)
  )
}

interface Body {
  /** Climes. */
  partner_order_id?: unknown
  /** A webhook. */
  type?: unknown
  data?: { external_id?: unknown }
}

/** The order's id in a body, where the path doesn't have it. */
const idIn = (body: unknown): unknown => {
  const { partner_order_id, data } = (body ?? {}) as Body
  return partner_order_id ?? data?.external_id
}

/** A webhook's message is too long for a table. */
const inShort = (body: unknown): string => {
  const { type, data } = body as Body
  return JSON.stringify(data ? { type, data: "…" } : body)
}

/** Method and path, then the body, and the error if there was one. */
export function describe({ method, path, body, status }: JournalEntry): string {
  return [
    `${method} ${path}`,
    ...(body === null ? [] : [inShort(body)]),
    ...(status !== null && status < 300 ? [] : [`→ ${status ?? "no answer"}`]),
  ].join("\n")
}

/**
 * Compares all changes that the providers were asked for and made with the
 * expected ones, and returns one line for each difference.
 */
export function differences(sandbox: Sandbox, expected: Expected[]): string[] {
  const effects = SYSTEMS.flatMap((provider) =>
    compare(
      expected
        .filter((each) => each.provider === provider)
        .map(({ external_id, effect }) => inWords(external_id, effect)),
      sandbox[provider].effects.map((effect) =>
        inWords(effect.order_id, effect)
      )
    ).map((difference) => `${provider}: ${difference}`)
  )
  const requests = expected.flatMap((each) => {
    const { length } = requestsFor(sandbox, each)
    return length === each.requests
      ? []
      : `${each.provider}: ${length} requests for ${each.external_id} instead of ${each.requests}`
  })
  return [...effects, ...requests]
}

function inWords(
  orderId: string,
  { kind, amount, items }: Expected["effect"]
): string {
  const what = [amount, items && `items ${[...items].sort().join(", ")}`]
  return [
    kind,
    ...what.filter((part) => part !== undefined),
    `of ${orderId}`,
  ].join(" ")
}

function compare(expected: string[], actual: string[]): string[] {
  const missing = [...expected]
  const unexpected: string[] = []
  for (const each of actual) {
    const index = missing.indexOf(each)
    if (index === -1) {
      unexpected.push(each)
    } else {
      missing.splice(index, 1)
    }
  }
  return [
    ...missing.map((each) => `"${each}" did not happen`),
    ...unexpected.map((each) => `"${each}" happened, and should not have`),
  ]
}
