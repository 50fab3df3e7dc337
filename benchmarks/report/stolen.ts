import { readFileSync } from "node:fs"

/** Ticks since the machine started: all of its processors' time. */
export interface ProcessorTime {
  total: number
  /** Wanted by this machine, and given to another one on the same host. */
  stolen: number
}

const STOLEN = 7
/** What follows is guests' time, which is in the others already. */
const STATES = 8

/** Null where the system doesn't tell. */
export const processorTime = (): ProcessorTime | null => {
  try {
    return parseProcessorTime(readFileSync("/proc/stat", "utf8"))
  } catch {
    return null
  }
}

/** Pure: the first line of Linux' `/proc/stat`. */
export const parseProcessorTime = (text: string): ProcessorTime | null => {
  const [, counts] = /^cpu +(.*)$/m.exec(text) ?? []
  const ticks = counts?.split(" ").map(Number) ?? []
  const stolen = ticks[STOLEN]
  return stolen === undefined || !ticks.every(Number.isFinite)
    ? null
    : {
        total: ticks.slice(0, STATES).reduce((sum, count) => sum + count, 0),
        stolen,
      }
}

/** Which part of the time between two readings was stolen, 0 to 1. */
export const stolenPart = (
  before: ProcessorTime | null,
  after: ProcessorTime | null
): number | null =>
  before && after && after.total > before.total
    ? (after.stolen - before.stolen) / (after.total - before.total)
    : null
