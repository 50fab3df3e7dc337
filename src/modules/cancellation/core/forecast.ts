import {
  Effect,
  ObstacleType,
  Outcome,
  Preparation,
  ProviderRecord,
  RecordReading,
} from "../../../provider-kit"
import { Problem } from "./problem"
import { LikelyEnd, RecordState } from "./vocabulary"

export interface ForeseenRecord {
  state: RecordState
  /** The provider's own word for it. */
  status: string | null
  /** What follows from it, in words. Null where the state says all. */
  message: string | null
}

/** What a full cancellation would most likely come to, if it were sent now. */
export interface Forecast {
  likely: LikelyEnd
  /** Whether a call would be made at all, now or later. */
  is_sent: boolean
  /** Null where the provider's record wasn't read. */
  record: ForeseenRecord | null
  /** What keeps it from being sent, or from being foreseen. */
  problem: Problem | null
}

const BY_OBSTACLE: Record<ObstacleType, LikelyEnd> = {
  shipped: "refused",
  captured: "refused",
  blocked: "refused",
  not_confirmed: "unknown",
  unclear: "unknown",
}

/**
 * Pure: what would most likely become of a full cancellation.
 *
 * @param preparation - what comes before the call was done for real
 * @param reading - null where the provider has no record that can be read
 * @param effect - what the record shows of such a call; null where it can't
 * show any, and its state alone counts
 */
export const forecastOf = (
  preparation: Preparation,
  reading: RecordReading | null,
  effect: Effect | null
): Forecast => {
  const record = reading && recordIn(reading, effect)
  const forecast =
    preparation.type === "settled"
      ? beforeSending(preparation.outcome, record)
      : ifSent(reading, effect)
  const { problem } = forecast
  return {
    ...forecast,
    record,
    // Said once is enough.
    problem: problem?.message === record?.message ? null : problem,
  }
}

type Foreseen = Omit<Forecast, "record">

/** Whatever comes before the call has decided it. */
const beforeSending = (
  outcome: Outcome,
  record: ForeseenRecord | null
): Foreseen => {
  switch (outcome.type) {
    case "succeeded":
    case "already_done":
      return {
        likely: "already_done",
        is_sent: false,
        problem: record
          ? null
          : {
              code: "nothing_left",
              message: `Nothing would be sent. ${outcome.proof.statement}.`,
            },
      }
    case "accepted":
      return {
        likely: "unknown",
        is_sent: false,
        problem: {
          code: "cancelling_there",
          message:
            "The provider shows it as being cancelled already, so nothing would be sent.",
        },
      }
    case "rejected":
      return {
        likely: "refused",
        is_sent: false,
        problem: outcome.error,
      }
    case "retry":
      return {
        likely: "unknown",
        is_sent: true,
        problem: outcome.error,
      }
    case "unknown":
      return {
        likely: "unknown",
        is_sent: false,
        problem: outcome.error,
      }
  }
}

/** It would be sent, so the provider decides. */
const ifSent = (
  reading: RecordReading | null,
  effect: Effect | null
): Foreseen => {
  const sent = { is_sent: true, problem: null }
  switch (reading?.type) {
    case undefined:
      return { ...sent, likely: "unknown" }
    case "failed":
      return { ...sent, likely: "unknown", problem: reading.error }
    case "missing":
      return { ...sent, likely: "refused" }
    case "found":
      return { ...sent, likely: likelyIn(reading.record, effect) }
  }
}

const likelyIn = (record: ProviderRecord, effect: Effect | null): LikelyEnd => {
  switch (effect?.type ?? EFFECT_OF[record.state]) {
    case "applied":
      return "already_done"
    case "settling":
    case "undecidable":
      return "unknown"
    case "absent":
      return record.obstacle ? BY_OBSTACLE[record.obstacle.type] : "succeeds"
  }
}

const EFFECT_OF = {
  open: "absent",
  cancelling: "settling",
  cancelled: "applied",
} as const satisfies Record<ProviderRecord["state"], Effect["type"]>

const recordIn = (
  reading: RecordReading,
  effect: Effect | null
): ForeseenRecord | null => {
  switch (reading.type) {
    case "failed":
      return null
    case "missing":
      return {
        state: "missing",
        status: null,
        message: reading.error.message,
      }
    case "found": {
      const { state, status, obstacle } = reading.record
      const speaks = state === "open" ? obstacle : null
      return {
        state: speaks?.type ?? state,
        status,
        message: speaks?.message ?? wordsOf(effect),
      }
    }
  }
}

const wordsOf = (effect: Effect | null): string | null => {
  switch (effect?.type) {
    case "applied":
      return effect.proof.statement
    case "undecidable":
      return effect.reason
    default:
      return null
  }
}
