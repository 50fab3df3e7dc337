import { Problem, problem } from "./field"
import { isPlainObject } from "./guards"
import { nameOf } from "./name-of"

export const MAX_LINES = 2_000
export const MAX_UNITS = 10_000

export const readList = <T>(
  value: unknown,
  names: readonly string[],
  read: (entry: Record<string, unknown>, at: string) => T | Problem
): T[] | Problem => {
  if (!Array.isArray(value)) {
    return problem("items must be a list.")
  }
  if (value.length === 0) {
    return problem("items is empty: leave it out, or list at least one item.")
  }
  if (value.length > MAX_LINES) {
    return problem(`items is too long: ${MAX_LINES} items at most.`)
  }
  const list: T[] = []
  for (const [index, entry] of (value as unknown[]).entries()) {
    const at = `item ${index + 1}`
    if (!isPlainObject(entry)) {
      return problem(`${at} must be an object.`)
    }
    const unknown = Object.keys(entry).find((name) => !names.includes(name))
    if (unknown !== undefined) {
      return problem(`${at} has the unknown field "${nameOf(unknown)}".`)
    }
    const result = read(entry, at)
    if (result instanceof Problem) {
      return result
    }
    list.push(result)
  }
  return list
}
