import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { STORM_MS } from "../../modules/cancellation/core/telling/when"
import {
  type Line,
  NAMED_ORDERS,
  wordsOf,
} from "../../modules/cancellation/core/telling/words"
import { type Outlet } from "../../modules/cancellation/operations/messenger"

const FEED = "feed"

/** What every notification of the plugin has: a provider's own template. */
const TEMPLATE = "medusa-plugin-cancellation"

/** A line of the feed, and what its number grows from. */
interface FeedLine {
  id: string
  data: {
    line: Line
    /** The line before it last grew. Null: it hadn't been there. */
    before: Line | null
    /** The first of the notices that it last told of. */
    notice: number
  } | null
}

/** The Notification module can do more than its interface says. */
interface Feed {
  listNotifications: (
    filters: Record<string, unknown>,
    config: { take: number; order: Record<string, string> }
  ) => Promise<FeedLine[]>
  updateNotifications: (change: {
    id: string
    data: Record<string, unknown>
  }) => Promise<unknown>
}

/** Medusa's Notification module, as the messenger uses it. */
export const outletOf = (container: MedusaContainer): Outlet => {
  const notifications = container.resolve(Modules.NOTIFICATION)
  const feed = notifications as unknown as Feed
  return {
    post: async (line, texts, notices) => {
      const open = await openLine(feed, line)
      const before = open?.data ? otherwiseTold(open.data, notices) : null
      const whole = before ? merged(before, line) : line
      const data = {
        ...wordsOf(whole, texts),
        line: whole,
        before,
        notice: notices[0],
      }
      await (open?.data
        ? feed.updateNotifications({ id: open.id, data })
        : notifications.createNotifications({
            to: "",
            channel: FEED,
            // The dashboard shows no other.
            template: "admin-ui",
            trigger_type: line.event,
            resource_type: "cancellation_provider",
            resource_id: line.provider_id,
            data,
          }))
    },

    send: async ({ channel, to, subject, lines }) => {
      const text = lines
        .map(({ title, description }) => `${title}\n${description}`)
        .join("\n\n")
      // It has no idempotency key. The module skips a key whose notification is
      // pending, which is what a process leaves that ends before the message is
      // sent: nobody would be told.
      await notifications.createNotifications({
        to,
        channel,
        template: TEMPLATE,
        trigger_type: lines[0]?.event,
        content: { subject, text, html: htmlOf(text) },
        data: { subject, text, lines },
      })
    },
  }
}

/**
 * A storm is one line, whose number grows for a minute: so it is there at once,
 * and doesn't bury the rest. A pause has no number, and its place among others
 * says what is true now.
 */
const openLine = async (
  feed: Feed,
  { event, provider_id }: Line
): Promise<FeedLine | undefined> => {
  if (event.startsWith("cancellation_provider.")) {
    return undefined
  }
  const [open] = await feed.listNotifications(
    {
      channel: FEED,
      trigger_type: event,
      resource_id: provider_id,
      // It is stamped by the clock of a process like this one.
      created_at: { $gt: new Date(Date.now() - STORM_MS) },
    },
    { take: 1, order: { created_at: "DESC" } }
  )
  return open
}

/**
 * What the line says beside these notices. A process that ended before it had
 * deleted what it told leaves all of it to be told again, perhaps with more: the
 * number must not count it twice.
 */
const otherwiseTold = (
  { line, before, notice }: NonNullable<FeedLine["data"]>,
  notices: number[]
): Line | null => (notices.includes(notice) ? before : line)

const merged = (before: Line, after: Line): Line => {
  const orders = [...new Set([...before.orders, ...after.orders])]
  return {
    ...after,
    count: before.count + after.count,
    orders: orders.slice(0, NAMED_ORDERS),
    more: before.more + after.more + Math.max(0, orders.length - NAMED_ORDERS),
  }
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
}

const htmlOf = (text: string): string =>
  `<p>${text
    .replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign)
    .replaceAll("\n\n", "</p><p>")
    .replaceAll("\n", "<br>")}</p>`
