/** A body as it is shown: JSON in lines, a text as it is. */
export const toShown = (body: unknown): string =>
  typeof body === "string" ? body : JSON.stringify(body, null, 2)

export const isEmptyBody = (body: unknown): boolean =>
  body === null || body === undefined || body === ""
