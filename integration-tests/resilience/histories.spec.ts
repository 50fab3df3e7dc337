import fc from "fast-check"
import { TestDatabase, createDatabase } from "../support/database"
import { History, history } from "./support/commands"
import { VirtualClock } from "../support/virtual-clock"
import { FinalRow, Finished, World, runHistory } from "./support/run-history"

/** About three minutes on two quiet cores; the environment asks for more. */
const HISTORIES = Number(process.env.HISTORIES ?? 2000)

/** Played side by side: PostgreSQL and node overlap, and so do their locks. */
const AT_ONCE = 8

/** Of these each world takes the next: none waits for the slowest. */
const BATCH = 40

const RELEASED = ["rejected", "superseded", "dismissed"]

// Many times what they take, for a machine that does much else.
jest.setTimeout(HISTORIES * 800 + 60_000)

describe("generated histories", () => {
  let databases: TestDatabase[]
  let worlds: World[]

  beforeAll(async () => {
    databases = await Promise.all(
      Array.from({ length: AT_ONCE }, () => createDatabase())
    )
    worlds = databases.map(({ sql }) => ({ sql, clock: new VirtualClock() }))
  })

  afterAll(async () => {
    await Promise.all(databases.map((database) => database.drop()))
  })

  it(`keep every promise, ${HISTORIES} times`, async () => {
    const seen = { cancellations: 0, deaths: 0, points: 0, statuses: {} }

    await fc.assert(
      fc.asyncProperty(
        fc.array(history, { minLength: BATCH, maxLength: BATCH }),
        async (batch) => {
          const waiting = batch.values()
          await Promise.all(
            worlds.map(async (world) => {
              for (const next of waiting) {
                const end = await runHistory(world, next)
                checkThat(end, next)
                count(end, seen)
              }
            })
          )
        }
      ),
      {
        numRuns: Math.ceil(HISTORIES / BATCH),
        seed: Number(process.env.SEED ?? 1),
        endOnFailure: true,
      }
    )

    console.info(
      `${Math.ceil(HISTORIES / BATCH) * BATCH} histories: ${seen.cancellations} cancellations, ${seen.deaths} processes died, ${seen.points} await points, at rest ${JSON.stringify(seen.statuses)}`
    )
    // A generator that never gets into trouble would prove nothing.
    expect(seen.deaths).toBeGreaterThan(HISTORIES / 10)
    expect(Object.keys(seen.statuses).sort()).toEqual([
      "dismissed",
      "needs_review",
      "rejected",
      "succeeded",
      "superseded",
    ])
  })
})

const count = (
  { rows, deaths, awaitPoints }: Finished,
  seen: {
    cancellations: number
    deaths: number
    points: number
    statuses: Record<string, number>
  }
): void => {
  seen.cancellations += rows.length
  seen.deaths += deaths
  seen.points += awaitPoints
  for (const { status } of rows) {
    seen.statuses[status] = (seen.statuses[status] ?? 0) + 1
  }
}

/** Of a batch, one history fails: names it. */
const checkThat = (end: Finished, played: History): void => {
  try {
    check(end, played)
  } catch (error) {
    ;(error as Error).message += `\n\nin the history ${JSON.stringify(played)}`
    throw error
  }
}

const check = (end: Finished, played: History): void => {
  const { rows, remote, acknowledged, totals } = end

  for (const row of rows) {
    const effects = remote.effectsOf(row.id)
    const told = { ...row, effects }

    // Never twice.
    expect({ told, atMostOne: effects <= 1 }).toEqual({ told, atMostOne: true })
    // At rest nothing waits.
    expect(told).not.toMatchObject({ status: "pending" })
    expect(told).not.toMatchObject({ status: "in_progress" })
    expect(told).not.toMatchObject({ status: "accepted" })

    if (row.status === "succeeded") {
      expect(told).toEqual({ ...told, effects: effectsOfSuccess(row, end) })
    }
    if (row.status === "rejected" || row.status === "dismissed") {
      expect(told).toEqual({ ...told, effects: 0 })
    }
    if (row.status === "needs_review") {
      // Justified: there is no read that could have told.
      expect(played.kind).not.toBe("readable")
      expect([row.kind, played.kind]).not.toEqual(["cancel", "lenient"])
      if (row.kind === "cancel" && played.kind === "harmless") {
        // Sent again and again, unless that was refused, which tells nothing of
        // a call before it.
        expect(row.attempts).toContainEqual(
          expect.objectContaining({ purpose: "send", outcome: "unknown" })
        )
        expect(row.attempts.at(-1)?.outcome).toBe("rejected")
      }
      expect(row.last_error?.code).toBe("outcome_unknown")
    }
  }

  // Nothing captured is missing.
  const ids = new Set(rows.map(({ id }) => id))
  expect(acknowledged.filter((id) => !ids.has(id))).toEqual([])

  for (const [externalId, total] of totals) {
    const own = rows.filter(({ external_id }) => external_id === externalId)
    const sum = own
      .filter(
        ({ kind, status }) => kind === "void" && !RELEASED.includes(status)
      )
      .reduce((taken, { amount }) => taken + Number(amount), 0)
    expect(sum).toBeLessThanOrEqual(total)
    expect(remote.voided(externalId)).toBeLessThanOrEqual(total)
    expect(
      own.filter(
        ({ kind, status }) => kind === "cancel" && !RELEASED.includes(status)
      ).length
    ).toBeLessThanOrEqual(1)
  }
}

/** Exactly one, but for a cancel that another one had carried out before. */
const effectsOfSuccess = (row: FinalRow, { remote }: Finished): number => {
  const last = row.attempts.at(-1)
  const isOwnSend = last?.purpose === "send" && last.outcome === "succeeded"
  return row.kind === "void" || isOwnSend ? 1 : remote.effectsOf(row.id)
}
