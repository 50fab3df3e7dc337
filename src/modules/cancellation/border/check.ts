import { ProviderCheck } from "../../../provider-kit"
import { Complain, TEXT_LIMIT, fieldsOf, isAbsent, textOf } from "./given"

/** What a strategy found out about its credentials, from any value. */
export const checkOf = (
  given: unknown,
  identifier: string,
  complain: Complain
): ProviderCheck | null => {
  if (isAbsent(given)) {
    return null
  }
  const { ok, message } = fieldsOf(given)
  const words = textOf(message, TEXT_LIMIT)
  if (typeof ok === "boolean" && words !== null) {
    return { ok, message: words }
  }
  complain("its check is no { ok, message }, so it says nothing")
  return {
    ok: false,
    message: `What ${identifier} found out can't be used: it is a mistake in this provider's strategy.`,
  }
}
