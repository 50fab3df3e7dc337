import {
  AbstractCancellationProvider,
  CancellationCall,
} from "../../../provider-kit"
import { Refusal, refusal } from "../core/refusal"

/**
 * Why a call can't be carried out, or null. A strategy that can't even check
 * the call could not send it either: that is a reason too.
 */
export const refusalOf = (
  strategy: AbstractCancellationProvider,
  call: CancellationCall,
  now: Date
): Refusal | null => {
  try {
    const message = strategy.refuse(call, now)
    return message === null ? null : refusal("refused_by_provider", message)
  } catch {
    return refusal(
      "provider_mistake",
      `${strategy.identifier} could not check this: it is a mistake in this provider's strategy. Nothing was written; tell whoever maintains it.`
    )
  }
}
