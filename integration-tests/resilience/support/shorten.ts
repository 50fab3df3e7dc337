import { Command, History } from "./history"

/** Real time for shortening, because whoever waits wants to see something. */
const BUDGET_MS = 45_000

/**
 * Looks for a shorter history that still breaks something, by leaving out
 * commands and troubles. Returns what the shortest one broke, or nothing where
 * the history itself breaks nothing when it is played again.
 */
export const shorten = async (
  history: History,
  play: (shorter: History) => Promise<string[]>
): Promise<{ history: History; broken: string[] }> => {
  const endsAt = performance.now() + BUDGET_MS
  let best = { history, broken: await play(history) }
  for (let isShorter = best.broken.length > 0; isShorter;) {
    isShorter = false
    for (const shorter of shorterThan(best.history)) {
      if (performance.now() > endsAt) {
        return best
      }
      const broken = await play(shorter)
      if (broken.length) {
        best = { history: shorter, broken }
        isShorter = true
        break
      }
    }
  }
  return best
}

/** The boldest steps come first. */
function* shorterThan(history: History): Generator<History> {
  const { commands, processes, orders } = history
  const half = Math.ceil(commands.length / 2)
  if (half > 1) {
    yield { ...history, commands: commands.slice(0, half) }
    yield { ...history, commands: commands.slice(half) }
  }
  for (const index of commands.keys()) {
    yield { ...history, commands: without(commands, index) }
  }
  if (processes.length > 1) {
    yield { ...history, processes: processes.slice(0, -1) }
  }
  if (orders.length > 1) {
    yield { ...history, orders: orders.slice(0, -1) }
  }
  if (history.is_ordered) {
    yield { ...history, is_ordered: false }
  }
  if (history.manners !== "good") {
    yield { ...history, manners: "good" }
  }
  for (const [index, command] of commands.entries()) {
    for (const simpler of simplerThan(command)) {
      yield {
        ...history,
        commands: commands.map((each, at) => (at === index ? simpler : each)),
      }
    }
  }
}

const LISTS = ["faults", "prepares", "reads", "mishaps"] as const

function* simplerThan(command: Command): Generator<Command> {
  if (command.type !== "work") {
    return
  }
  if (command.dies_at !== null) {
    yield { ...command, dies_at: null }
  }
  if (command.encounter) {
    yield { ...command, encounter: null }
  }
  if (command.workers.length > 1) {
    yield { ...command, workers: command.workers.slice(0, -1) }
  }
  for (const name of LISTS) {
    if (command[name].length) {
      yield { ...command, [name]: command[name].slice(0, -1) }
    }
  }
}

const without = <T>(values: T[], index: number): T[] =>
  values.filter((_, at) => at !== index)
