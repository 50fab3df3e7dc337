import type { ChildProcess } from "node:child_process"
import { setTimeout as sleep } from "node:timers/promises"

export const isRunning = (child: ChildProcess): boolean =>
  child.pid !== undefined &&
  child.exitCode === null &&
  child.signalCode === null

/**
 * Ends a child that leads its own process group, and its children: npm and
 * Medusa start some. It is harmless to repeat.
 *
 * @param exited - resolves once the child has ended
 * @param withinMs - after this long it is killed
 */
export const stopGroup = async (
  child: ChildProcess,
  exited: Promise<unknown>,
  withinMs: number
): Promise<void> => {
  if (!isRunning(child)) {
    return
  }
  signal(child, "SIGTERM")
  const timer = new AbortController()
  await Promise.race([
    exited,
    sleep(withinMs, undefined, { signal: timer.signal }).catch(() => undefined),
  ])
  timer.abort()
  if (isRunning(child)) {
    signal(child, "SIGKILL")
    await exited
  }
}

const signal = (child: ChildProcess, name: NodeJS.Signals): void => {
  if (child.pid === undefined) {
    return
  }
  try {
    process.kill(-child.pid, name)
  } catch {
    // It has ended meanwhile.
  }
}
