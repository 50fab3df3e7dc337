import { ProviderHttp } from "../../../provider-kit"
import { Timer } from "../clock/timer"

/**
 * HTTP for somebody who waits for the answer: no call goes on beyond a time.
 *
 * @param endsAt - by the timer's monotonic clock
 */
export const httpUntil = (
  http: ProviderHttp,
  timer: Pick<Timer, "monotonic">,
  endsAt: number
): ProviderHttp => ({
  send: (request, options = {}) =>
    http.send(request, {
      ...options,
      timeoutMs: Math.min(
        options.timeoutMs ?? Infinity,
        endsAt - timer.monotonic()
      ),
    }),
})
