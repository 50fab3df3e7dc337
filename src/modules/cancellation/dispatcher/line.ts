import { ProviderHttp } from "../../../provider-kit"
import { RegisteredProvider } from "../providers/registry"
import { TurnAhead } from "../providers/turn-ahead"
import { Lease } from "./lease"

/**
 * The part of a lease that is kept back for settling the outcome of the call.
 */
export const SETTLE_MARGIN_MS = 1_000

/** HTTP within the lease. */
const boundedHttp = (http: ProviderHttp, lease: Lease): ProviderHttp => ({
  send: (request, options = {}) =>
    http.send(request, {
      ...options,
      timeoutMs: Math.min(
        options.timeoutMs ?? Infinity,
        lease.left() - SETTLE_MARGIN_MS
      ),
    }),
})

/** HTTP within the lease and at the provider's own rate. */
export interface Line {
  http: ProviderHttp
  /**
   * Whether a call waits for its turn. The plugin causes that wait, and not the
   * strategy.
   */
  isWaiting: () => boolean
}

export const lineTo = (
  provider: RegisteredProvider,
  lease: Lease,
  ahead: TurnAhead | null = null
): Line => {
  // The time left of the lease is read once it is this call's turn: meanwhile
  // the heartbeat may have extended the lease.
  const bounded = boundedHttp(provider.client, lease)
  let waiting = 0
  const limited = provider.limited(
    {
      send: (request, options) => {
        waiting -= 1
        return bounded.send(request, options)
      },
    },
    ahead
  )
  return {
    http: {
      send: (request, options) => {
        waiting += 1
        return limited.send(request, options)
      },
    },
    isWaiting: () => waiting > 0,
  }
}

/**
 * Used where an unknown outcome could be neither repeated nor read back: the
 * call must not be lost to a connection that the provider is just closing.
 */
export const onFreshConnection = (http: ProviderHttp): ProviderHttp => ({
  send: (request, options = {}) =>
    http.send(request, { freshConnection: true, ...options }),
})
