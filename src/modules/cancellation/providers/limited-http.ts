import { ProviderHttp } from "../../../provider-kit"
import { Timer } from "../clock/timer"
import { RateLimiter } from "./rate-limiter"
import { TurnAhead } from "./turn-ahead"

/**
 * HTTP at a provider's own rate, for every caller: the pipeline, a page of the
 * admin, or the drift check. If a call has a timeout, the wait is part of it: a
 * call that would have to wait for longer is not made, and leaves its place to
 * others.
 *
 * A call counts from the moment it leaves, and not from its turn on. It may
 * have to connect first, while the calls of the next second find open
 * connections; these would arrive less than a second after it.
 *
 * @param ahead - the turn of the first call, which then doesn't wait
 */
export const limitedHttp = (
  http: ProviderHttp,
  limiter: RateLimiter,
  timer: Timer,
  ahead: TurnAhead | null = null
): ProviderHttp => ({
  send: async (request, { timeoutMs, ...options } = {}) => {
    const taken = ahead?.use() ?? null
    if (!taken && timeoutMs !== undefined && limiter.waitMs() > timeoutMs) {
      return http.send(request, { ...options, timeoutMs: 0 })
    }
    const askedAt = timer.monotonic()
    const turn = taken ?? (await limiter.take())
    try {
      return await http.send(request, {
        ...options,
        onSent: () => {
          turn.start()
          options.onSent?.()
        },
        ...(timeoutMs !== undefined && {
          timeoutMs: timeoutMs - (timer.monotonic() - askedAt),
        }),
      })
    } finally {
      // A call that never left is counted too: that is stricter than necessary.
      turn.start()
    }
  },
})
