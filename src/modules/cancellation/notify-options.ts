import { z } from "@medusajs/framework/zod"
import { CancellationEvents } from "../../types/events"
import { DIGESTS, Digest } from "./core/telling/when"
import { LANGUAGES } from "./core/telling/texts"

const text = (what: string) => {
  const error = `expected ${what}, of 1 to 255 characters`
  return z.string({ error }).min(1, { error }).max(255, { error })
}

const EVENTS = Object.values(CancellationEvents)

const wanted = {
  error: `expected a list of events, of which there are ${EVENTS.map((name) => `"${name}"`).join(", ")}`,
}

/** Whom to tell of what, through Medusa's Notification module. */
const notifyEntry = z
  .object({
    channel: text("a channel of the store's Notification module"),
    to: text("whom that channel takes, such as an e-mail address"),
    on: z.array(z.enum(EVENTS, wanted), wanted).min(1, wanted),
    /** Left out: within a minute or two. */
    digest: z
      .enum(DIGESTS, { error: 'expected "hourly" or "daily"' })
      .optional(),
  })
  .strict()

export interface NotifyEntry extends z.infer<typeof notifyEntry> {
  digest?: Digest
}

const told = (entries: NotifyEntry[]): string[] =>
  entries.flatMap(({ channel, to, on }) =>
    on.map((name) => JSON.stringify([channel, to, name]))
  )

export const notifyOption = z
  .array(notifyEntry, { error: "expected a list of { channel, to, on }" })
  .max(100, { error: "expected at most 100 entries" })
  .refine((entries) => new Set(told(entries)).size === told(entries).length, {
    error: "expected that nobody is told of the same event twice",
  })
  .default([])

export const languageOption = z
  .enum(LANGUAGES, {
    error: `expected ${LANGUAGES.map((name) => `"${name}"`).join(", ")}`,
  })
  .default("en")
