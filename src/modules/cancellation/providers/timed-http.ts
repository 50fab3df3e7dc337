import { ProviderHttp } from "../../../provider-kit"
import { Timer } from "../clock/timer"

/** The same client for a person who waits: all calls together end in time. */
export const timedHttp = (
  http: ProviderHttp,
  timer: Timer,
  ms: number
): ProviderHttp => {
  const endsAt = timer.monotonic() + ms
  return {
    send: (request, options = {}) =>
      http.send(request, {
        ...options,
        timeoutMs: Math.min(
          options.timeoutMs ?? Infinity,
          endsAt - timer.monotonic()
        ),
      }),
  }
}
