import {
  accepted,
  alreadyDone,
  AUTH_ERROR_CODES,
  Outcome,
  Rejected,
  retry,
  unknown,
} from "../outcome"
import { Effect, ProviderRecord, RecordReading } from "../record"

/**
 * Pure: the outcome of a refused call, after the record was read. The refusal
 * is about this call alone: what it asks for may be done already.
 */
export const decideRefused = (
  refused: Rejected,
  reading: RecordReading,
  effectIn: (record: ProviderRecord) => Effect
): Outcome => {
  const exchanges = [...(refused.exchanges ?? []), ...(reading.exchanges ?? [])]
  switch (reading.type) {
    case "missing":
      return { ...refused, exchanges }
    case "failed": {
      const { forbidden } = AUTH_ERROR_CODES
      // Credentials that allow neither call won't see the cause disappear.
      return refused.error.code === forbidden &&
        reading.error.code === forbidden
        ? { ...refused, exchanges }
        : retry(reading.error, {
            exchanges,
            retry_after_ms: reading.retry_after_ms,
          })
    }
    case "found":
      return byEffect(refused, effectIn(reading.record), exchanges)
  }
}

const byEffect = (
  refused: Rejected,
  effect: Effect,
  exchanges: Outcome["exchanges"]
): Outcome => {
  switch (effect.type) {
    case "applied": {
      const { proof, reference } = effect
      return alreadyDone({ proof, reference, exchanges })
    }
    case "settling":
      return accepted({ is_waiting: true, exchanges })
    case "absent":
      return { ...refused, exchanges }
    case "undecidable": {
      const message = `${refused.error.message} Whether it is done already can't be told: ${effect.reason}`
      return unknown({ ...refused.error, message }, { exchanges })
    }
  }
}
