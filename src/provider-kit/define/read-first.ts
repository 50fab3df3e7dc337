import { CancellationCall } from "../call"
import {
  accepted,
  alreadyDone,
  Outcome,
  rejected,
  retry,
  unknown,
} from "../outcome"
import { Preparation } from "../provider"
import { Effect, ProviderRecord, RecordReading } from "../record"

export const PROCEED: Preparation = { type: "proceed", baseline: null }

const settled = (outcome: Outcome): Preparation => ({
  type: "settled",
  outcome,
})

/**
 * Pure: whether to make a call that must not be made twice, after the record
 * was read. Somebody else may have done the same already.
 */
export const decideFirst = (
  call: CancellationCall,
  reading: RecordReading,
  effectIn: (record: ProviderRecord) => Effect
): Preparation => {
  const { exchanges } = reading
  switch (reading.type) {
    case "missing":
      return settled(rejected(reading.error, { exchanges }))
    case "failed": {
      const { error, retry_after_ms } = reading
      return settled(retry(error, { exchanges, retry_after_ms }))
    }
    case "found":
      return byEffect(call, effectIn(reading.record), exchanges)
  }
}

const byEffect = (
  { may_have_been_sent, is_confirmed_not_applied }: CancellationCall,
  effect: Effect,
  exchanges: Outcome["exchanges"]
): Preparation => {
  switch (effect.type) {
    case "applied": {
      const { proof, reference } = effect
      return settled(alreadyDone({ proof, reference, exchanges }))
    }
    case "settling":
      return settled(accepted({ is_waiting: true, exchanges }))
    case "absent":
      return PROCEED
    case "undecidable":
      // A person who looked at the provider knows better than its record.
      return !may_have_been_sent || is_confirmed_not_applied
        ? PROCEED
        : settled(
            unknown(
              {
                code: "perhaps_sent",
                message: `An earlier attempt may have been carried out: ${effect.reason} Look there, then retry or resolve it here.`,
              },
              { exchanges }
            )
          )
  }
}
