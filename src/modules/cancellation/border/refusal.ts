import {
  AbstractCancellationProvider,
  CancellationCall,
} from "../../../provider-kit"

/**
 * Why a call can't be carried out, or null. A strategy that can't even check
 * the call could not send it either: that is a reason too.
 */
export const refusalOf = (
  strategy: AbstractCancellationProvider,
  call: CancellationCall,
  now: Date
): string | null => {
  try {
    return strategy.refuse(call, now)
  } catch {
    return `${strategy.identifier} could not check this: it is a mistake in this provider's strategy. Nothing was written; tell whoever maintains it.`
  }
}
