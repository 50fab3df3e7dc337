import { Announcement } from "../announcement"
import { STORM_MS, When, tellableBefore } from "./when"

/** Something that a recipient has not been told yet. */
export interface Notice extends Announcement {
  id: number
  happened_at: Date
}

/** One kind of event at one provider, with all that it happened to. */
export interface Group {
  name: Notice["name"]
  provider_id: string
  notices: Notice[]
}

/** What is told in one piece. */
export interface Message {
  groups: Group[]
  /** Notices that nobody needs to hear of, gone with this message. */
  silent: Notice[]
}

/**
 * What is to be told now, out of one recipient's notices in their order. Alike
 * ones become one message with a number; a digest is one message of all that
 * fell into its period.
 */
export const messagesOf = (
  notices: Notice[],
  when: Partial<Record<Notice["name"], When>>,
  now: Date
): Message[] => {
  const gusts = new Set(passedGusts(notices))
  const told = notices.filter(
    (notice) => !gusts.has(notice) && !mayPass(notice, now)
  )
  const unwanted = notices.filter(({ name }) => !when[name])
  const silent = [...new Set([...gusts, ...unwanted])]
  const by = (one: When): Notice[] =>
    told.filter(
      ({ name, happened_at }) =>
        when[name] === one &&
        // Of what is collected, the oldest of a group decides.
        (one === "collected" || happened_at < tellableBefore(one, now))
    )
  const single = groupsOf([...by("at_once"), ...by("collected")])
    .filter(({ name, notices: [first] }) => {
      const bound = tellableBefore(when[name] as When, now)
      return first !== undefined && first.happened_at < bound
    })
    .map((group) => ({ groups: [group], silent: [] }))
  const digests = [by("hourly"), by("daily")].flatMap((some) =>
    some.length ? [{ groups: groupsOf(some), silent: [] }] : []
  )
  return [
    ...single,
    ...digests,
    ...(silent.length ? [{ groups: [], silent }] : []),
  ]
}

const groupsOf = (notices: Notice[]): Group[] => {
  const groups = new Map<string, Group>()
  for (const notice of notices) {
    const { name, provider_id } = notice
    const key = JSON.stringify([name, provider_id])
    const group = groups.get(key) ?? { name, provider_id, notices: [] }
    group.notices.push(notice)
    groups.set(key, group)
  }
  return [...groups.values()]
}

const isPause = ({ name, stopped_by }: Notice): boolean =>
  name === "cancellation_provider.paused" && stopped_by === "circuit"

/**
 * A circuit that opened just now is no news yet: it may close again in seconds,
 * as it does after each `Retry-After`.
 */
const mayPass = (notice: Notice, now: Date): boolean =>
  isPause(notice) && notice.happened_at.getTime() > now.getTime() - STORM_MS

/** Circuits that closed before anybody could have done something about it. */
const passedGusts = (notices: Notice[]): Notice[] => {
  const open = new Map<string, Notice>()
  return notices.flatMap((notice) => {
    if (isPause(notice)) {
      open.set(notice.provider_id, notice)
      return []
    }
    const paused = open.get(notice.provider_id)
    if (!paused || notice.name !== "cancellation_provider.resumed") {
      return []
    }
    open.delete(notice.provider_id)
    return notice.stopped_by === "circuit" &&
      notice.happened_at.getTime() - paused.happened_at.getTime() < STORM_MS
      ? [paused, notice]
      : []
  })
}
