import { ProviderHttp } from "../../../provider-kit"
import { Timer } from "../clock/timer"
import { RateLimiter } from "./rate-limiter"

/**
 * HTTP at a provider's own rate, whoever asks: the pipeline, a page of the
 * admin, or a look for drift. The wait is part of a call's time, where it has
 * one: a call that would have to wait for longer is not made, and leaves its
 * place to others.
 */
export const limitedHttp = (
  http: ProviderHttp,
  limiter: RateLimiter,
  timer: Timer
): ProviderHttp => ({
  send: async (request, { timeoutMs, ...options } = {}) => {
    if (timeoutMs !== undefined && limiter.waitMs() > timeoutMs) {
      return http.send(request, { ...options, timeoutMs: 0 })
    }
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
