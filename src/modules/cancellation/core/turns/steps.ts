import { After, namedBy } from "./after"

/** A provider order of the order that is to be cancelled. */
export interface InLine {
  provider_id: string
  /** Its cancellation has succeeded before, so nobody waits for it. */
  is_done: boolean
}

/** When a provider order's turn comes. */
export interface Step {
  /** 1: at once. 2: once those of step 1 that it waits for are done. */
  step: number
  /** The ids of the providers that come first. Null: it waits for none. */
  waits_for: string[] | null
}

/**
 * Pure: provider orders of one order, in the order in which they are cancelled.
 *
 * @param after - what each provider goes after, as configured: no circles
 */
export const inSteps = <T extends InLine>(
  all: readonly T[],
  after: After
): (T & Step)[] => {
  const open = new Set(
    all.filter(({ is_done }) => !is_done).map(({ provider_id }) => provider_id)
  )
  const before = (providerId: string): string[] =>
    namedBy(after, providerId).filter((id) => open.has(id))
  const stepOf = (providerId: string): number =>
    1 + Math.max(0, ...before(providerId).map(stepOf))
  return all
    .map((one) => {
      const first = one.is_done ? [] : before(one.provider_id)
      return first.length
        ? { ...one, step: stepOf(one.provider_id), waits_for: first }
        : { ...one, step: 1, waits_for: null }
    })
    .sort((one, other) => one.step - other.step)
}
