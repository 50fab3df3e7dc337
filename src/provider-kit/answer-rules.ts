import { AUTH_ERROR_CODES, OutcomeError } from "./outcome"

/** The provider's own code and words. */
export type Said = Pick<OutcomeError, "provider_code" | "provider_message">

/** What one status leads to. */
export interface StatusRule {
  /**
   * `credentials`: nothing was processed, and nothing will be until the
   * credentials are put right, so the provider is paused. `missing`: a refusal,
   * because there is no such order. Left out: any other refusal.
   */
  means?: "credentials" | "missing"
  /** Left out: `unauthorized`, `forbidden` after a 403, or `http_409`. */
  code?: string
  /** What happened, and what a person should do next. */
  message: string
}

/**
 * What each 4xx of an API leads to. 408 and 429 can't be given here, because
 * they mean the same everywhere; see `classifyTransport`.
 */
export interface StatusRules {
  [status: number]: StatusRule
  /** For statuses that aren't named. By default a 401 is about credentials. */
  other?: (status: number) => StatusRule
}

/** How an API answers where it differs from most APIs. */
export interface AnswerRules {
  /** The provider's name, for the messages. */
  name: string
  statuses?: StatusRules
  /** Finds the provider's own code and words in the body of a refusal. */
  saidIn?: (body: unknown) => Partial<Said>
  /** Whether a 2xx is a refusal all the same, like `{ "status": "error" }`. */
  isRefusal?: (body: unknown) => boolean
  /** The error for a 2xx that the API's document doesn't describe. */
  unreadable?: Partial<Pick<OutcomeError, "code" | "message">>
  /** Rewords, for a person, what the transport says of this call. */
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

/** The rule for a status, from the API's table or the usual one. */
export const ruleOf = (
  status: number,
  { name, statuses }: AnswerRules
): StatusRule =>
  statuses?.[status] ??
  (status === 401 ? undefined : statuses?.other?.(status)) ??
  usualRule(status, name)

/** This plugin's code for a refusal with this status. */
export const codeOf = (status: number, { means, code }: StatusRule): string => {
  if (code !== undefined || means === "credentials") {
    return code ?? AUTH_ERROR_CODES.unauthorized
  }
  if (status === 403) {
    return AUTH_ERROR_CODES.forbidden
  }
  return status < 300 ? "error_answer" : `http_${status}`
}
