/** A body for the reader: indented JSON, or a text unchanged. */
export const toShown = (body: unknown): string =>
  typeof body === "string" ? body : JSON.stringify(body, null, 2)

export const isEmptyBody = (body: unknown): boolean =>
  body === null || body === undefined || body === ""
