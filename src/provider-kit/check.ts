import { Answer, isMissing } from "./answer"

/** Whether a provider accepts what the store is configured with. */
export interface ProviderCheck {
  ok: boolean
  /** One sentence for a person: what was found, and what to do next. */
  message: string
}

/**
 * What the answer to a read says about the credentials, where what was read
 * can't exist: an API that answers "no such order" has accepted them.
 *
 * @param name - the provider's name, as people read it
 */
export const checkOf = (
  answer: Answer<unknown>,
  name: string
): ProviderCheck =>
  answer.type === "read" || (answer.type === "refused" && isMissing(answer))
    ? { ok: true, message: `${name} accepted the credentials.` }
    : { ok: false, message: answer.outcome.error.message }
