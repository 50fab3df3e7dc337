import { AUTH_ERROR_CODES, OutcomeError } from "./outcome"

/** The provider's own code and words. */
export type Said = Pick<OutcomeError, "provider_code" | "provider_message">

/** What one status leads to. */
export interface StatusRule {
  /**
   * `credentials`: nothing was processed, nor will be until they are put right,
   * so the provider is paused. `missing`: a refusal, because there is no such
   * order. Left out: a refusal.
   */
  means?: "credentials" | "missing"
  /** Left out: `unauthorized`, `forbidden` after a 403, or `http_409`. */
  code?: string
  /** What happened, and what a person should do next. */
  message: string
}

/**
 * What each 4xx of an API leads to. 408 and 429 are not for it to say: they mean
 * the same everywhere, see `classifyTransport`.
 */
export interface StatusRules {
  [status: number]: StatusRule
  /** Of the other statuses. A 401 that isn't named is about the credentials. */
  other?: (status: number) => StatusRule
}

/** How one API answers, as far as it differs from what most APIs do. */
export interface AnswerRules {
  /** The provider's name, for the messages. */
  name: string
  statuses?: StatusRules
  /** The provider's own code and words in the body of a refusal. */
  saidIn?: (body: unknown) => Partial<Said>
  /** A 2xx that is a refusal all the same, like `{ "status": "error" }`. */
  isRefusal?: (body: unknown) => boolean
  /** Where a 2xx isn't what the document describes. */
  unreadable?: Partial<Pick<OutcomeError, "code" | "message">>
  /** Words what the transport says of this call, for a person. */
  wordTransport?: (message: string) => string
}

const usualRule = (status: number, name: string): StatusRule =>
  status === 401
    ? {
        means: "credentials",
        message: `${name} refused the credentials (401). Check them in the provider's options, then resume the provider.`,
      }
    : {
        message: `${name} refused the call (${status}). Look at the order there, and retry once the cause is gone.`,
      }

/** The rule for a status, by the API's table or by what is usual. */
export const ruleOf = (
  status: number,
  { name, statuses }: AnswerRules
): StatusRule =>
  statuses?.[status] ??
  (status === 401 ? undefined : statuses?.other?.(status)) ??
  usualRule(status, name)

/** Ours, of a refusal with this status. */
export const codeOf = (status: number, { means, code }: StatusRule): string => {
  if (code !== undefined || means === "credentials") {
    return code ?? AUTH_ERROR_CODES.unauthorized
  }
  if (status === 403) {
    return AUTH_ERROR_CODES.forbidden
  }
  return status < 300 ? "error_answer" : `http_${status}`
}
