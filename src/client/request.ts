import { CODES_IN_MESSAGES, withCode } from "./refusal"

interface Init {
  method?: "GET" | "POST" | "DELETE"
  query?: object
  body?: object
  headers?: Record<string, string>
}

/** As much of `@medusajs/js-sdk` as the client needs. */
export interface MedusaSdk {
  client: { fetch<Answer>(path: string, init?: Init): Promise<Answer> }
}

export type Request = <Answer>(path: string, init?: Init) => Promise<Answer>

/** Sends through the SDK, which knows the store's address and the login. */
export const requestThrough =
  ({ client }: MedusaSdk): Request =>
  async <Answer>(path: string, init: Init = {}): Promise<Answer> => {
    try {
      return await client.fetch<Answer>(path, {
        ...init,
        headers: { accept: CODES_IN_MESSAGES, ...init.headers },
      })
    } catch (error) {
      throw withCode(error)
    }
  }

/**
 * A path with ids in it.
 *
 * @throws TypeError for an id that would lead to another route: none, or dots
 */
export const at = (
  parts: TemplateStringsArray,
  ...ids: readonly string[]
): string =>
  ids.reduce((path, id, index) => {
    if (!/[^.]/.test(id)) {
      throw new TypeError(`"${id}" is not an id.`)
    }
    return `${path}${encodeURIComponent(id)}${parts[index + 1] ?? ""}`
  }, parts[0] ?? "")
