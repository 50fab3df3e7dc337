import { createHash } from "node:crypto"
import type { CancellationEventName } from "../../../../types/events"
import { Digest, When } from "./when"

/** The dashboard's feed, which everybody sees. */
export const FEED = "feed"

/** What goes well is no news: it would bury the rest. */
const IN_FEED: readonly CancellationEventName[] = [
  "cancellation.rejected",
  "cancellation.needs_review",
  "cancellation.overdue",
  "cancellation_provider.paused",
  "cancellation_provider.resumed",
  "provider_order.drifted",
]

/** An entry of the option `notify`. */
export interface NotifyWish {
  channel: string
  to: string
  on: CancellationEventName[]
  digest?: Digest
}

/** Whom notices are for, and when which of them are told. */
export interface Recipient {
  /** What stands for the recipient in the ledger. */
  key: string
  /** Null: the feed. */
  address: { channel: string; to: string } | null
  /** Left out: not wanted, or not any more. */
  when: Partial<Record<CancellationEventName, When>>
}

/**
 * An address is somebody's: the ledger has its hash. It says nothing of how
 * often, so what waits for a digest is told too if that is changed.
 */
const keyOf = (channel: string, to: string): string =>
  `notify_${createHash("sha256")
    .update(JSON.stringify([channel, to]))
    .digest("hex")
    .slice(0, 16)}`

export const recipientsOf = (wishes: NotifyWish[]): Recipient[] => {
  const recipients = new Map<string, Recipient>([
    [
      FEED,
      {
        key: FEED,
        address: null,
        when: Object.fromEntries(IN_FEED.map((name) => [name, "at_once"])),
      },
    ],
  ])
  for (const { channel, to, on, digest } of wishes) {
    const key = keyOf(channel, to)
    const known = recipients.get(key)
    const when = Object.fromEntries(
      on.map((name) => [name, digest ?? "collected"])
    )
    recipients.set(key, {
      key,
      address: { channel, to },
      when: { ...known?.when, ...when },
    })
  }
  return [...recipients.values()]
}

/** Who has to be told of which event. */
export const audienceOf = (
  wishes: NotifyWish[]
): { name: string; recipient: string }[] =>
  recipientsOf(wishes).flatMap(({ key, when }) =>
    Object.keys(when).map((name) => ({ name, recipient: key }))
  )
