/** Every text in a secret option, whether it is a text, a list or an object. */
export const textsIn = (value: unknown): string[] => {
  if (typeof value === "string" || typeof value === "number") {
    return [String(value)]
  }
  return typeof value === "object" && value !== null
    ? Object.values(value).flatMap(textsIn)
    : []
}
