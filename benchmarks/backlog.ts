import { externalIds } from "./external-id"
import type {
  BacklogProvider,
  BacklogRange,
  Behaviour,
} from "./sandbox/protocol"
import type { SandboxProcess } from "./sandbox/process"

/** Orders at the sandbox of which nothing was cancelled yet. */
export interface Backlog extends BacklogRange {
  ids: string[]
}

let used = 0

/** New orders at an emptied sandbox, which behaves like this from now on. */
export const newBacklog = async (
  sandbox: SandboxProcess,
  count: number,
  behaviour: Behaviour = { latencyMs: 0 },
  provider?: BacklogProvider
): Promise<Backlog> => {
  await sandbox.ask("reset", null)
  await sandbox.ask("behave", behaviour)
  return addBacklog(sandbox, count, provider)
}

/** More orders, beside those that exist. */
export const addBacklog = async (
  sandbox: SandboxProcess,
  count: number,
  provider: BacklogProvider = "fungies"
): Promise<Backlog> => {
  const range = { from: used + 1, count, provider }
  used += count
  await sandbox.ask("create", range)
  return { ...range, ids: externalIds(range.from, count) }
}

/** How many deliveries the whole run has verified. */
export const verified = { count: 0 }

/**
 * Checks that the sandbox's journal has each order once.
 *
 * @param waiting - how many of them may not have been sent yet
 * @returns how many weren't
 * @throws where one was lost, or made twice
 */
export const verifyDeliveries = async (
  sandbox: SandboxProcess,
  who: string,
  { from, count, provider }: BacklogRange,
  waiting = 0
): Promise<number> => {
  const { lost, doubled } = await sandbox.ask("verify", {
    from,
    count,
    provider,
  })
  if (lost > waiting || doubled > 0) {
    throw new Error(
      `${who}: of ${count} calls ${lost} were lost and ${doubled} made twice, by the sandbox's journal`
    )
  }
  verified.count += count - lost
  return lost
}
