import { Outcome, OutcomeType } from "../outcome"

/** Fails a check with what is wrong, in words. */
export function must(condition: boolean, message: string): asserts condition {
  if (!condition) {
    throw new Error(message)
  }
}

/** A method of a provider that must not throw. */
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

/** What it took effect as; `accepted` is settled later. */
export const DONE: readonly OutcomeType[] = [
  "succeeded",
  "already_done",
  "accepted",
]
