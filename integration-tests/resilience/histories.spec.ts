import fc from "fast-check"
import { TestDatabase, createDatabase } from "../support/database"
import { VirtualClock } from "../support/virtual-clock"
import { history as anyHistory } from "./support/commands"
import { History } from "./support/history"
import { brokenBy } from "./support/promises"
import { Finished, World, runHistory } from "./support/run-history"
import { shorten } from "./support/shorten"

/** About three minutes on two idle cores. The environment may ask for more. */
const HISTORIES = Number(process.env.HISTORIES ?? 2000)
const SEED = Number(process.env.SEED ?? 1)

/** Plays only this history, again and again, as its failure may be chance. */
const ONLY =
  process.env.HISTORY === undefined ? null : Number(process.env.HISTORY)
const TIMES = 40

/** Played side by side, so that PostgreSQL, Node and their locks overlap. */
const AT_ONCE = 8

// Many times what they take, for a machine that is busy.
jest.setTimeout(HISTORIES * 800 + 240_000)

interface Failure {
  /** Its place among the generated histories. */
  index: number
  history: History
  broken: string[]
}

interface Seen {
  histories: number
  cancellations: number
  deaths: number
  points: number
  statuses: Record<string, number>
  proofs: Record<string, number>
  /** Cancellations that went after others, or were kept because of them. */
  turns: { went: number; kept: number }
}

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
    const seen: Seen = {
      histories: 0,
      cancellations: 0,
      deaths: 0,
      points: 0,
      statuses: {},
      proofs: {},
      turns: { went: 0, kept: 0 },
    }
    const waiting = toPlay()
    const failures: Failure[] = []

    await Promise.all(
      worlds.map(async (world) => {
        for (const [index, history] of waiting) {
          if (failures.length) {
            return
          }
          const end = await runHistory(world, history)
          count(end, seen)
          const broken = brokenBy(end, history)
          if (broken.length) {
            failures.push({ index, history, broken })
          }
        }
      })
    )

    const [failure] = failures
    if (failure) {
      throw new Error(await report(worlds, failure))
    }
    console.info(
      `${seen.histories} histories: ${seen.cancellations} cancellations, ${seen.deaths} processes died, ${seen.points} await points, at rest ${JSON.stringify(seen.statuses)}, proven ${JSON.stringify(seen.proofs)}, in turn ${JSON.stringify(seen.turns)}`
    )
    if (ONLY === null) {
      expectTrouble(seen)
    }
  })
})

function* toPlay(): Generator<[number, History]> {
  const all = fc.sample(anyHistory, { numRuns: HISTORIES, seed: SEED })
  if (ONLY === null) {
    yield* all.entries()
    return
  }
  for (let time = 0; time < TIMES; time++) {
    yield [ONLY, all[ONLY] as History]
  }
}

/** A generator that never causes trouble would prove nothing. */
const expectTrouble = ({ deaths, statuses, proofs, turns }: Seen): void => {
  expect(deaths).toBeGreaterThan(HISTORIES / 10)
  expect(turns.went).toBeGreaterThan(HISTORIES / 100)
  // What waits for a person's decision about another one is still pending.
  const ends = Object.keys(statuses).filter((status) => status !== "pending")
  expect(ends.sort()).toEqual([
    "dismissed",
    "needs_review",
    "rejected",
    "succeeded",
    "superseded",
  ])
  expect(Object.keys(proofs).sort()).toEqual(["answer", "person", "record"])
}

const count = ({ rows, deaths, awaitPoints }: Finished, seen: Seen): void => {
  const add = (counts: Record<string, number>, name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1
  }
  seen.histories += 1
  seen.cancellations += rows.length
  seen.deaths += deaths
  seen.points += awaitPoints
  for (const { status, proof, goes_after, last_error } of rows) {
    add(seen.statuses, status)
    seen.turns.went += goes_after && status === "succeeded" ? 1 : 0
    seen.turns.kept += last_error?.code === "dependency_failed" ? 1 : 0
    if (proof) {
      add(seen.proofs, proof.by)
    }
  }
}

/** What broke, the shortest history that breaks it, and how to replay it. */
const report = async (worlds: World[], failed: Failure): Promise<string> => {
  const short = await shorten(failed.history, async (shorter) => {
    for (const world of worlds.slice(0, 3)) {
      const broken = brokenBy(await runHistory(world, shorter), shorter)
      if (broken.length) {
        return broken
      }
    }
    return []
  })
  const told = (broken: string[]): string =>
    broken.map((each) => `- ${each}`).join("\n")
  const { commands, ...scene } = short.history
  return [
    `HISTORY=${failed.index} SEED=${SEED} HISTORIES=${HISTORIES} broke`,
    told(failed.broken),
    short.broken.length
      ? `Made shorter (${failed.history.commands.length} to ${commands.length} commands), it breaks\n${told(short.broken)}`
      : "Played again, it broke nothing: it depends on who was faster.",
    JSON.stringify(scene),
    ...commands.map((command) => `  ${JSON.stringify(command)}`),
  ].join("\n")
}
