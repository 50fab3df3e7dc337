/** No provider's id comes near this, and it keeps the unique index small. */
export const EXTERNAL_ID_MAX_LENGTH = 255

export const EXTERNAL_ID_WORDS = `must be the provider's id of the order: a text of at most ${EXTERNAL_ID_MAX_LENGTH} characters, or a whole number.`

const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f]/

/** A string or an integer as an external id. Null: the value isn't usable. */
export const readExternalId = (value: unknown): string | null => {
  if (typeof value === "number") {
    return Number.isSafeInteger(value) && value >= 0 ? String(value) : null
  }
  if (typeof value !== "string") {
    return null
  }
  const id = value.trim()
  return id.length > 0 &&
    id.length <= EXTERNAL_ID_MAX_LENGTH &&
    !CONTROL_CHARACTERS.test(id)
    ? id
    : null
}
