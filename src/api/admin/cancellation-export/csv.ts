/** RFC 4180 ends each line so. */
const END = "\r\n"

/**
 * A spreadsheet takes what begins so for a formula, and runs it. Where a decimal
 * has a comma, it begins a cell behind each semicolon and a row behind each end
 * of a line, whatever is in quotes.
 */
const FORMULA =
  /^(?=[\t\r])|(?=[=+\-@\uff1d\uff0b\uff0d\uff20])(?<=^ *|[;\t\r\n] *)/g

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
  const harmless = NUMBER.test(text) ? text : text.replace(FORMULA, "'")
  return /[",\r\n]/.test(harmless)
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless
}

/** One line of CSV. */
export const csvLine = (values: readonly unknown[]): string =>
  values.map(cellOf).join(",") + END
