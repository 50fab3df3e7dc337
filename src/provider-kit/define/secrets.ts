/** Every text in an option that is secret, be it one, a list or an object. */
export const textsIn = (value: unknown): string[] => {
  if (typeof value === "string" || typeof value === "number") {
    return [String(value)]
  }
  return typeof value === "object" && value !== null
    ? Object.values(value).flatMap(textsIn)
    : []
}
