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
  send(child, "SIGTERM")
  const timer = new AbortController()
  await Promise.race([
    exited,
    sleep(withinMs, undefined, { signal: timer.signal }).catch(() => undefined),
  ])
  timer.abort()
  if (isRunning(child)) {
    send(child, "SIGKILL")
    await exited
  }
}

const send = (child: ChildProcess, signal: NodeJS.Signals): void => {
  if (child.pid === undefined) {
    return
  }
  // There are no process groups on Windows: it ends the child alone.
  if (process.platform === "win32") {
    child.kill(signal)
    return
  }
  try {
    process.kill(-child.pid, signal)
  } catch {
    // It has ended meanwhile.
  }
}
