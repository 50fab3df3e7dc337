import type { CancellationEventName } from "../../../../types/events"
import { Texts } from "./texts/texts"

/** A line has room for this many orders. */
export const NAMED_ORDERS = 5

/** What one message says about one kind of event at one provider. */
export interface Line {
  event: CancellationEventName
  provider_id: string
  /** The provider's name for people. */
  provider: string
  count: number
  /** Numbers of the first orders that it is about, as staff sees them. */
  orders: string[]
  /** Of how many orders there are, beside these, more. */
  more: number
  /** Why a provider is paused or goes on, or the first of these failed. */
  reason: string | null
}

export interface Words {
  title: string
  description: string
}

const filled = (
  text: string,
  values: Record<string, string | number>
): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""))

export const wordsOf = (line: Line, texts: Texts): Words => {
  const { event, provider, count, orders, more, reason } = line
  const values = {
    provider,
    count,
    orders: orders.join(", "),
    more,
  }
  const which = more ? texts.someOrders : texts.orders
  return {
    title: filled(texts.titles[event][count === 1 ? 0 : 1], values),
    description: [
      ...(reason ? [reason] : []),
      ...(orders.length ? [filled(which, values)] : []),
      texts.where,
    ].join(" "),
  }
}
