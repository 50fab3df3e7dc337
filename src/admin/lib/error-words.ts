import type { LastError } from "./wire"

/** Codes with words of their own in every language: `errors.<code>`. */
export const ERROR_CODES = [
  "ambiguous",
  "amount_unknown",
  "answer_broken",
  "answer_too_large",
  "answer_unreadable",
  "cancel_not_shown",
  "client_closed",
  "conflict",
  "connection_failed",
  "connection_lost",
  "dependency_failed",
  "error_answer",
  "exceeds_remaining",
  "figures_differ",
  "forbidden",
  "held_back",
  "host_not_allowed",
  "http_client_error",
  "http_server_error",
  "invalid_amount",
  "invalid_call",
  "invalid_external_id",
  "invalid_request",
  "items_already_cancelled",
  "items_waiting",
  "lease_expired",
  "login_failed",
  "login_unreadable",
  "mark_failed",
  "more_than_remains",
  "no_record",
  "no_time_left",
  "not_acceptable",
  "not_applied",
  "not_applied_yet",
  "not_confirmed",
  "not_found",
  "not_prepared",
  "not_settled",
  "not_shown",
  "nothing_to_void",
  "order_cancelled",
  "order_captured",
  "order_declined",
  "order_not_found",
  "order_not_read",
  "outcome_unknown",
  "overtaken",
  "perhaps_sent",
  "perhaps_voided_already",
  "process_stopped",
  "provider_error",
  "redirected",
  "refused",
  "refused_by_receiver",
  "remainder_left",
  "retries_exhausted",
  "settles_later",
  "throttled",
  "timeout",
  "turned_down",
  "unauthorized",
  "undecidable",
  "void_not_listed",
  "void_not_supported",
  "voids_not_settled",
  "whole_cancel_open",
  "gone",
  "refused_by_receiver",
  "settles_later",
] as const

type ErrorCode = (typeof ERROR_CODES)[number]

/** What to say about an error. */
interface ErrorWords {
  /** Shown in this order, each as `errors.<code>`. If empty, `fallback` is. */
  codes: ErrorCode[]
  /** The server's words, in English. */
  fallback: string
  /** The status of an answer that has no code of its own, for `{{status}}`. */
  httpStatus: string
  /** The provider's own words, to quote. */
  quote: string | null
}

/**
 * What an error means for the reader, and then what went wrong: "we don't know
 * whether it was carried out", then "the connection broke off".
 */
export const errorWords = (error: LastError): ErrorWords => {
  const cause =
    error.cause && error.cause !== error.code ? [knownCode(error.cause)] : []
  const codes = [knownCode(error.code), ...cause]
  return {
    codes: codes.filter((code) => code !== null),
    fallback: error.message,
    httpStatus: statusIn(error.cause ?? "") ?? statusIn(error.code) ?? "",
    quote: error.provider_message,
  }
}

const statusIn = (code: string): string | null =>
  /^http_(\d{3})$/.exec(code)?.[1] ?? null

const knownCode = (code: string): ErrorCode | null => {
  const status = statusIn(code)
  if (status) {
    return status.startsWith("5") ? "http_server_error" : "http_client_error"
  }
  return ERROR_CODES.find((known) => known === code) ?? null
}
