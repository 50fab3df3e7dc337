import { FakeAnswer } from "../types"

/** The answer in the place of one that a mistake in the fake API prevents. */
export const mistake = (what: string, error: unknown): FakeAnswer => ({
  status: 500,
  body: `The fake API ${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
})

const isStatus = (status: unknown): boolean =>
  Number.isInteger(status) && Number(status) >= 200 && Number(status) <= 999

/**
 * What `handle` gave, which may be anything where the fake isn't type-checked.
 *
 * @throws where it is no answer
 */
export const checked = (given: unknown): FakeAnswer => {
  if (given instanceof Promise) {
    // Its own failure is told nowhere else, and must not end the test run.
    given.catch(() => undefined)
    throw new TypeError(
      "handle() gave a promise. It has to decide and answer in one synchronous step: don't make it async."
    )
  }
  const answer = given as FakeAnswer | null | undefined
  if (!isStatus(answer?.status)) {
    throw new TypeError(
      "handle() gave no answer. It has to return { status, headers?, body? } for every request, with a whole number from 200 as the status."
    )
  }
  return answer as FakeAnswer
}
