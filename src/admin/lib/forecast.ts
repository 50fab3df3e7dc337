import type { Colour } from "./status"
import type { CancelPreview } from "./wire"

/** Problems with words of their own in every language: `forecast.problem.*`. */
export const PROBLEM_CODES = [
  "automation_off",
  "cancelled_before",
  "cancelling_there",
  "needs_review",
  "not_asked",
  "not_configured",
  "nothing_left",
  "order_canceled",
  "order_completed",
  "order_fulfilled",
  "request_not_shown",
  "under_way",
] as const

type ProblemCode = (typeof PROBLEM_CODES)[number]

export const problemCode = (code: string): ProblemCode | null =>
  PROBLEM_CODES.find((known) => known === code) ?? null

const COLOURS: Record<CancelPreview["likely"], Colour> = {
  succeeds: "green",
  already_done: "grey",
  refused: "red",
  unknown: "orange",
}

export const likelyColour = (likely: CancelPreview["likely"]): Colour =>
  COLOURS[likely]
