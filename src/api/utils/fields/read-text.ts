import { Problem, problem } from "./field"
import { isAbsent } from "./guards"

export const readText = (
  name: string,
  value: unknown,
  maxLength: number
): string | null | Problem => {
  if (isAbsent(value)) {
    return null
  }
  if (typeof value !== "string") {
    return problem(`${name} must be a text.`)
  }
  const text = value.trim()
  return text.length > maxLength
    ? problem(`${name} is too long: ${maxLength} characters at most.`)
    : text || null
}
