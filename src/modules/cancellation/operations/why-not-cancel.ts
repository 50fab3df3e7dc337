import { CancellationCall } from "../../../provider-kit"
import { refusalOf } from "../border/refusal"
import { Problem } from "../core/problem"
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
): Problem | null => {
  if (!provider) {
    return {
      code: "not_configured",
      message: `The provider "${providerId}" is not configured any more, so nothing can be cancelled there.`,
    }
  }
  const message = refusalOf(provider.strategy, call, now)
  return message === null ? null : { code: "refused", message }
}
