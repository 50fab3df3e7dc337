/** RFC 4180 ends each line so. */
const END = "\r\n"

/** A spreadsheet takes a text that begins so for a formula, and runs it. */
const FORMULA = /^[=+\-@\t\r]/

/** A number is none, whatever its sign. */
const NUMBER = /^-?\d+(\.\d+)?$/

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) {
    return ""
  }
  if (value instanceof Date) {
    return value.toISOString()
  }
  return typeof value === "string" ? value : JSON.stringify(value)
}

const cellOf = (value: unknown): string => {
  const text = textOf(value)
  const harmless = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless)
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless
}

/** One line of CSV. */
export const csvLine = (values: readonly unknown[]): string =>
  values.map(cellOf).join(",") + END
