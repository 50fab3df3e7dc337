import { ProviderHttp } from "../../../provider-kit"
import { Timer } from "../clock/timer"
import { RateLimiter } from "./rate-limiter"

/**
 * HTTP at a provider's own rate, whoever asks: the pipeline, a page of the
 * admin, or a look for drift. The wait is part of the call's time.
 */
export const limitedHttp = (
  http: ProviderHttp,
  limiter: RateLimiter,
  timer: Timer
): ProviderHttp => ({
  send: async (request, { timeoutMs, ...options } = {}) => {
    const askedAt = timer.monotonic()
    await limiter.take()
    return http.send(request, {
      ...options,
      ...(timeoutMs !== undefined && {
        timeoutMs: timeoutMs - (timer.monotonic() - askedAt),
      }),
    })
  },
})
