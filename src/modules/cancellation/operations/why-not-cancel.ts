import { CancellationCall } from "../../../provider-kit"
import { refusalOf } from "../border/refusal"
import { Refusal, refusal } from "../core/refusal"
import { RegisteredProvider } from "../providers/registry"

/**
 * Why a full cancellation can't be asked for or null, for a program and in
 * words for a shop assistant.
 *
 * @param provider - null if it is not configured any more
 */
export const whyNotCancel = (
  provider: RegisteredProvider | null,
  providerId: string,
  call: CancellationCall,
  now: Date
): Refusal | null =>
  provider
    ? refusalOf(provider.strategy, call, now)
    : refusal(
        "not_configured",
        `The provider "${providerId}" is not configured any more, so nothing can be cancelled there.`
      )
