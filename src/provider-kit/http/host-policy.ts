import { isIP } from "node:net"
import { isSpecial } from "./special-networks"

const LOOPBACK_NAMES = new Set(["localhost", "ip6-localhost"])

/** A host in one spelling: lower case, no brackets, no trailing dot. */
const bareHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "")

/** The only IPv6 form that the operating system treats as an IPv4 address. */
const MAPPED = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/

/** An address in one spelling: no zone, and IPv4 where it was mapped. */
const bareAddress = (host: string): string => {
  const bare = bareHost(host)
  const address = bare.replace(/%.*$/, "")
  if (isIP(address) !== 6) {
    return bare
  }
  const canonical = bareHost(new URL(`http://[${address}]`).hostname)
  const [, high, low] = MAPPED.exec(canonical) ?? []
  if (high === undefined || low === undefined) {
    return canonical
  }
  const [front, back] = [parseInt(high, 16), parseInt(low, 16)]
  return [front >> 8, front & 255, back >> 8, back & 255].join(".")
}

/** 127.0.0.0/8, ::1, and the names that always mean them. */
export const isLoopback = (host: string): boolean => {
  const bare = bareAddress(host)
  return (
    LOOPBACK_NAMES.has(bare) ||
    bare.endsWith(".localhost") ||
    (isIP(bare) === 4 && bare.startsWith("127.")) ||
    bare === "::1"
  )
}

/**
 * Addresses that are not on the public internet, or that a gateway translates
 * into such an address: private, link-local, tunnelled, for documentation, and
 * so on. Cloud metadata services are among them.
 */
export const isPrivateAddress = (address: string): boolean => {
  const bare = bareAddress(address)
  return isIP(bare) !== 0 && isSpecial(bare)
}

/** A name that can only mean a machine in one's own network. */
const isPrivateName = (host: string): boolean =>
  isIP(host) === 0 &&
  (!host.includes(".") ||
    /\.(local|localdomain|internal|lan|home|home\.arpa|intranet)$/.test(host))

/** Whether a host is listed, in whichever spelling. */
export const allowsPrivate = (
  allowPrivateHosts: readonly string[],
  host: string
): boolean => allowPrivateHosts.map(bareHost).includes(bareHost(host))

/**
 * Why this URL may not be called, or null. It must use `https`; loopback may
 * use `http`; hosts of a private network must be listed.
 *
 * @param allowPrivateHosts - host names or addresses, as in the URL
 */
export const refuseUrl = (
  url: URL,
  allowPrivateHosts: readonly string[]
): string | null => {
  const host = bareHost(url.hostname)
  if (isLoopback(host)) {
    return url.protocol === "https:" || url.protocol === "http:"
      ? null
      : "expected an https URL"
  }
  if (url.protocol !== "https:") {
    return "expected an https URL (http is for loopback only)"
  }
  if (
    (isPrivateAddress(host) || isPrivateName(host)) &&
    !allowsPrivate(allowPrivateHosts, host)
  ) {
    return `${host} is on a private network, not on the public internet: list it in allowPrivateHosts if that is meant`
  }
  return null
}
