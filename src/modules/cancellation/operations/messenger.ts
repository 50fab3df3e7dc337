import { Logger } from "@medusajs/framework/types"
import { CancellationEvents } from "../../../types/events"
import { LOG_PREFIX } from "../core/log-prefix"
import { providerName } from "../core/provider-name"
import { Group, Message, messagesOf } from "../core/telling/messages"
import { Recipient, recipientsOf } from "../core/telling/recipients"
import { TEXTS } from "../core/telling/texts"
import { Texts } from "../core/telling/texts/texts"
import { tellableBefore } from "../core/telling/when"
import { Line, NAMED_ORDERS, Words, wordsOf } from "../core/telling/words"
import {
  Kept,
  deleteNotices,
  firstReason,
  orderNumbers,
  takeNotices,
  waitingNotices,
} from "../ledger/notices"
import { Sql, inTransaction } from "../ledger/sql"
import { OperationContext } from "./context"
import { inTime } from "./in-time"

/** Where messages go: Medusa's Notification module, which no module reaches. */
export interface Outlet {
  /** A line of the dashboard's feed, and the ids of the notices it tells of. */
  post: (line: Line, texts: Texts, notices: number[]) => Promise<void>
  send: (message: {
    channel: string
    to: string
    subject: string
    lines: (Line & Words)[]
  }) => Promise<void>
}

const OUTLET_PATIENCE_MS = 30_000

/** First pause after a message that could not be sent; doubled up to the cap. */
const PAUSE_MS = 30_000
const PAUSE_CAP_MS = 3_600_000

/**
 * Tells people, at least once: a notice is gone when its message was taken. Any
 * number of processes may do so at once.
 */
export class Messenger {
  private readonly recipients: Recipient[]
  private readonly failures = new Map<
    string,
    { pause: number; until: number }
  >()

  constructor(
    private readonly context: OperationContext,
    private readonly logger: Logger
  ) {
    this.recipients = recipientsOf(context.options.notify)
  }

  async tell(outlet: Outlet): Promise<void> {
    const { sql, clock } = this.context
    const able = this.recipients.filter(
      ({ key }) => (this.failures.get(key)?.until ?? 0) <= clock.monotonic()
    )
    const now = await clock.now()
    const notices = await waitingNotices(
      sql,
      able.map(({ key }) => key),
      able.flatMap((recipient) => keptFor(recipient, now))
    )
    for (const recipient of able) {
      const own = notices.filter(({ recipient: key }) => key === recipient.key)
      for (const message of messagesOf(own, recipient.when, now)) {
        if (!(await this.tellOne(outlet, recipient, message))) {
          break
        }
      }
    }
  }

  /** @returns whether the next message is worth a try */
  private async tellOne(
    outlet: Outlet,
    recipient: Recipient,
    message: Message
  ): Promise<boolean> {
    const { sql, clock, registry } = this.context
    const ids = [
      ...message.silent,
      ...message.groups.flatMap(({ notices }) => notices),
    ].map(({ id }) => id)
    try {
      await inTransaction(sql, async (trx) => {
        if (await takeNotices(trx, ids)) {
          const lines = await Promise.all(
            message.groups.map((group) => lineOf(trx, registry, group))
          )
          await this.pass(outlet, recipient, lines, ids)
          await deleteNotices(trx, ids)
        }
      })
      this.failures.delete(recipient.key)
      return true
    } catch (error) {
      const before = this.failures.get(recipient.key)?.pause
      const pause = before ? Math.min(before * 2, PAUSE_CAP_MS) : PAUSE_MS
      this.failures.set(recipient.key, {
        pause,
        until: clock.monotonic() + pause,
      })
      this.logger.warn(
        `${LOG_PREFIX} ${recipient.address ? `somebody on the channel "${recipient.address.channel}"` : "the dashboard's feed"} could not be told of ${message.groups.map(({ name }) => name).join(", ")}, and is again in ${pause / 1_000} seconds. Does the store's Notification module have a provider for that channel? ${(error as Error).message}`
      )
      return false
    }
  }

  private async pass(
    outlet: Outlet,
    { address, when }: Recipient,
    lines: Line[],
    notices: number[]
  ): Promise<void> {
    const [first] = lines
    if (!first) {
      return
    }
    const texts = TEXTS[this.context.options.language]
    const told = lines.map((line) => ({ ...line, ...wordsOf(line, texts) }))
    const how = when[first.event]
    const subject =
      how === "hourly" || how === "daily"
        ? texts.digest[how]
        : wordsOf(first, texts).title
    const { clock } = this.context
    await inTime(
      address
        ? outlet.send({ ...address, subject, lines: told })
        : outlet.post(first, texts, notices),
      OUTLET_PATIENCE_MS,
      clock,
      "the Notification module"
    )
  }
}

/** Of a pause all is read: whether it passed shows in what came after it. */
const keptFor = ({ key, when }: Recipient, now: Date): Kept[] =>
  Object.values(CancellationEvents).flatMap((name) => {
    const how = when[name]
    return (how === "hourly" || how === "daily") &&
      !name.startsWith("cancellation_provider.")
      ? [{ recipient: key, name, since: tellableBefore(how, now) }]
      : []
  })

const lineOf = async (
  trx: Sql,
  registry: OperationContext["registry"],
  { name, provider_id, notices }: Group
): Promise<Line> => {
  const subjects = [...new Set(notices.map(({ subject_id }) => subject_id))]
  const orders = await orderNumbers(trx, subjects)
  return {
    event: name,
    provider_id,
    provider: providerName(provider_id, registry.find(provider_id)?.identifier),
    count: subjects.length,
    orders: orders.slice(0, NAMED_ORDERS),
    more: Math.max(0, orders.length - NAMED_ORDERS),
    reason: notices.at(-1)?.reason ?? (await firstReason(trx, subjects)),
  }
}
