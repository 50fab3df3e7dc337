import { lookup, LookupAddress } from "node:dns"
import { isIP } from "node:net"
import { buildConnector } from "undici"
import { allowsPrivate, isLoopback, isPrivateAddress } from "./host-policy"

type Lookup = NonNullable<
  Extract<buildConnector.BuildOptions, { lookup?: unknown }>["lookup"]
>

/**
 * Checks the address again at every lookup: a public name may be pointed at the
 * private network after the configuration was checked.
 */
export const guardedLookup = (
  configuredHost: string,
  allowPrivateHosts: readonly string[]
): Lookup => {
  const isAllowed = isLoopback(configuredHost)
    ? isLoopback
    : allowsPrivate(allowPrivateHosts, configuredHost)
      ? () => true
      : (address: string) => !isPrivateAddress(address)

  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) {
        callback(error, [])
        return
      }
      const addresses: LookupAddress[] = found.filter(({ address }) =>
        isAllowed(address)
      )
      const first = addresses[0]
      if (!first) {
        callback(
          Object.assign(
            new Error(
              `${hostname} resolves to a private address, or one that is translated into another (NAT64, 6to4): list the name in allowPrivateHosts if that is meant`
            ),
            { code: "HOST_NOT_ALLOWED" }
          ),
          []
        )
        return
      }
      if (options.all) {
        callback(null, addresses)
        return
      }
      callback(null, first.address, isIP(first.address))
    })
  }
}
