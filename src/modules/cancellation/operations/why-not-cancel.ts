import { CancellationCall } from "../../../provider-kit"
import { refusalOf } from "../border/refusal"
import { RegisteredProvider } from "../providers/registry"

/**
 * Why a full cancellation can't be asked for, in words for a shop assistant, or
 * null.
 *
 * @param provider - null if it is not configured any more
 */
export const whyNotCancel = (
  provider: RegisteredProvider | null,
  providerId: string,
  call: CancellationCall,
  now: Date
): string | null =>
  provider
    ? refusalOf(provider.strategy, call, now)
    : `The provider "${providerId}" is not configured any more, so nothing can be cancelled there.`
