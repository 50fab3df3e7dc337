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
 * Pure: what becomes of a refused call once the record was read. A refusal is
 * about this call alone; that it is done already is no reason to show one.
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
      // Credentials that may do neither won't see the cause go away.
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
