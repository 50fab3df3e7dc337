import { Exchange, isResponse } from "../../../provider-kit"
import { Complain, fieldsOf, isAbsent } from "./given"

/** More calls than any attempt makes. */
const MAX_EXCHANGES = 50

/** The largest PostgreSQL `integer`, in milliseconds: 24 days. */
const MAX_DURATION_MS = 2_147_483_647

const isText = (given: unknown): given is string => typeof given === "string"

const isExchange = (given: unknown): given is Exchange => {
  const { request, result, duration_ms } = fieldsOf(given)
  const { method, url } = fieldsOf(request)
  const { kind, status, body, body_state, code, sent } = fieldsOf(result)
  const isResult =
    kind === "response"
      ? Number.isInteger(status) &&
        (status as number) >= 100 &&
        (status as number) <= 999 &&
        isText(body) &&
        isText(body_state)
      : kind === "failure" && isText(code) && typeof sent === "boolean"
  return (
    isText(method) &&
    isText(url) &&
    isResult &&
    typeof duration_ms === "number" &&
    duration_ms >= 0 &&
    duration_ms <= MAX_DURATION_MS / MAX_EXCHANGES
  )
}

/** The calls that can be kept as evidence. No decision rests on them. */
export const exchangesOf = (given: unknown, complain: Complain): Exchange[] => {
  if (isAbsent(given)) {
    return []
  }
  const all: unknown[] = Array.isArray(given) ? given : []
  const usable = all.slice(0, MAX_EXCHANGES).filter(isExchange)
  if (!Array.isArray(given) || usable.length < all.length) {
    complain("its exchanges are not all calls, so some were not kept")
  }
  return usable
}

/** The status of the first answer, if there was one. */
export const statusOf = ([first]: Exchange[]): number | null =>
  first && isResponse(first.result) ? first.result.status : null
