/**
 * What a process does with what became of a call: it writes that down, and tells
 * it on the bus, in the dashboard's feed, and by message.
 */
export type Step = "settlement" | "event" | "entry" | "message"

/** Where a process stands still until it is killed. */
export type Station = `${"before" | "after"} the ${Step}`

/** What a test has a worker do. */
export interface Run {
  job: "sweep" | "tell"
  /** Null: the job runs to its end. */
  standsAt: Station | null
}

/** What a worker says to its test. */
export type Said =
  | { type: "ready" | "done" }
  | { type: "stands"; at: Station }
  | { type: "event"; name: string; id: string }
  | { type: "message"; lines: unknown }

export const say = (said: Said): void => {
  process.send?.(said)
}

let standsAt: Station | null = null

process.on("message", (run: Run) => {
  standsAt = run.standsAt
})

/** Passes a place in which the process may have to stand still. */
export const pass = async (station: Station): Promise<void> => {
  if (station === standsAt) {
    say({ type: "stands", at: station })
    await new Promise<never>(() => undefined)
  }
}

/** Tells something, between a station before and one after it. */
export const telling = async <T>(
  step: Step,
  tell: () => Promise<T>
): Promise<T> => {
  await pass(`before the ${step}`)
  const answer = await tell()
  await pass(`after the ${step}`)
  return answer
}
