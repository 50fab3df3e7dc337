import { Outcome, OutcomeType } from "../outcome"

/** Fails a check with a message that says what is wrong. */
export function must(condition: boolean, message: string): asserts condition {
  if (!condition) {
    throw new Error(message)
  }
}

/** Calls a method of a provider that must not throw. */
export const guard = async <T>(
  method: string,
  call: () => Promise<T>
): Promise<T> => {
  try {
    return await call()
  } catch (error) {
    throw new Error(
      `${method}() threw "${(error as Error).message}". Nothing may be thrown for what an API answers: return what it proves.`
    )
  }
}

const described = (outcome: Outcome): string =>
  "error" in outcome
    ? `"${outcome.type}" (${outcome.error.code}: ${outcome.error.message})`
    : `"${outcome.type}"`

/** Fails unless the outcome is one of these. */
export const mustBe = (
  outcome: Outcome,
  expected: readonly OutcomeType[],
  why: string
): void => {
  must(
    expected.includes(outcome.type),
    `The outcome is ${described(outcome)}; expected "${expected.join('" or "')}": ${why}`
  )
}

/** Outcomes of a call that took effect. `accepted` is settled later. */
export const DONE: readonly OutcomeType[] = [
  "succeeded",
  "already_done",
  "accepted",
]
