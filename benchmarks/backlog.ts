import { externalIds } from "./external-id"
import type { Behaviour, Range } from "./sandbox/protocol"
import type { SandboxProcess } from "./sandbox/process"

/** Orders at the sandbox that aren't cancelled yet. */
export interface Backlog extends Range {
  ids: string[]
}

let used = 0

/** New orders at an emptied sandbox, which behaves like this from now on. */
export const newBacklog = async (
  sandbox: SandboxProcess,
  count: number,
  behaviour: Behaviour = { latencyMs: 0 }
): Promise<Backlog> => {
  await sandbox.ask("reset", null)
  await sandbox.ask("behave", behaviour)
  return addBacklog(sandbox, count)
}

/** More orders, beside those that exist. */
export const addBacklog = async (
  sandbox: SandboxProcess,
  count: number
): Promise<Backlog> => {
  const from = used + 1
  used += count
  await sandbox.ask("create", { from, count })
  return { from, count, ids: externalIds(from, count) }
}

/** How many deliveries the whole run has verified. */
export const verified = { count: 0 }

/**
 * Checks that the sandbox's journal has each order once.
 *
 * @throws where one was lost, or made twice
 */
export const verifyDeliveries = async (
  sandbox: SandboxProcess,
  who: string,
  { from, count }: Range
): Promise<void> => {
  const { lost, doubled } = await sandbox.ask("verify", { from, count })
  if (lost > 0 || doubled > 0) {
    throw new Error(
      `${who}: of ${count} calls ${lost} were lost and ${doubled} made twice, by the sandbox's journal`
    )
  }
  verified.count += count
}
