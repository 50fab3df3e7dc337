export const isAbsent = (value: unknown): value is null | undefined =>
  value === null || value === undefined

export const isPlainObject = (
  value: unknown
): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

export const isId = (value: unknown): value is string =>
  typeof value === "string" && value.length > 0 && value.length <= 255

export const isExternalId = (value: unknown): value is string | number =>
  typeof value === "number"
    ? Number.isSafeInteger(value) && value >= 0
    : isId(value) && value.trim().length > 0
