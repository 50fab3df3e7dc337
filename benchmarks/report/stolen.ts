import { readFileSync } from "node:fs"

/** Ticks of all processors since the machine started. */
export interface ProcessorTime {
  total: number
  /** Ticks that this machine wanted, and the host gave to another one. */
  stolen: number
}

const STOLEN = 7
/** The columns after these are guests' time, which is in the others too. */
const STATES = 8

/** Null where the system doesn't say. */
export const processorTime = (): ProcessorTime | null => {
  try {
    return parseProcessorTime(readFileSync("/proc/stat", "utf8"))
  } catch {
    return null
  }
}

/** Pure: parses the first line of Linux' `/proc/stat`. */
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

/** The share of the time between two samples that was stolen, 0 to 1. */
export const stolenPart = (
  before: ProcessorTime | null,
  after: ProcessorTime | null
): number | null =>
  before && after && after.total > before.total
    ? (after.stolen - before.stolen) / (after.total - before.total)
    : null
