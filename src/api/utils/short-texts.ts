import { ERROR_LIMITS, cutText } from "../../provider-kit"

/** The longest that any text of an error may be today. */
const LONGEST = Math.max(...Object.values(ERROR_LIMITS))

/**
 * An error with its texts cut: rows that were written by an earlier version
 * may hold a provider's whole page, and one such page in each row of a list
 * makes an answer of many megabytes.
 */
export const withShortTexts = (error: unknown): unknown =>
  typeof error === "object" && error !== null
    ? Object.fromEntries(
        Object.entries(error).map(([name, text]: [string, unknown]) => [
          name,
          typeof text === "string" ? cutText(text, LONGEST) : text,
        ])
      )
    : error
