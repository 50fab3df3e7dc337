import { isIP } from "node:net"

const LOOPBACK_NAMES = new Set(["localhost", "ip6-localhost"])

const stripBrackets = (host: string): string =>
  host.startsWith("[") && host.endsWith("]") ? host.slice(1, -1) : host

/** The IPv4 address inside an IPv4-mapped IPv6 one, or the address itself. */
const unmapped = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1]) {
    return mapped[1]
  }
  const hex = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address)
  if (hex?.[1] && hex[2]) {
    const [high, low] = [parseInt(hex[1], 16), parseInt(hex[2], 16)]
    return [high >> 8, high & 255, low >> 8, low & 255].join(".")
  }
  return address
}

/** 127.0.0.0/8, ::1 and the names that always mean them. */
export const isLoopback = (host: string): boolean => {
  const bare = unmapped(stripBrackets(host.toLowerCase()))
  return (
    LOOPBACK_NAMES.has(bare) ||
    bare.endsWith(".localhost") ||
    (isIP(bare) === 4 && bare.startsWith("127.")) ||
    bare === "::1"
  )
}

/**
 * Addresses that are not on the public internet: private (RFC 1918, RFC 4193),
 * link-local, carrier-grade NAT, unspecified and multicast ones. Cloud
 * metadata services live among them.
 */
export const isPrivateAddress = (address: string): boolean => {
  const bare = unmapped(stripBrackets(address.toLowerCase()))
  if (isIP(bare) === 4) {
    const [a = 0, b = 0] = bare.split(".").map(Number)
    return (
      a === 0 ||
      a === 10 ||
      a === 127 ||
      (a === 100 && b >= 64 && b <= 127) ||
      (a === 169 && b === 254) ||
      (a === 172 && b >= 16 && b <= 31) ||
      (a === 192 && b === 168) ||
      (a === 198 && (b === 18 || b === 19)) ||
      a >= 224
    )
  }
  if (isIP(bare) === 6) {
    return (
      bare === "::" ||
      bare === "::1" ||
      /^f[cd]/.test(bare) ||
      /^fe[89ab]/.test(bare) ||
      bare.startsWith("ff")
    )
  }
  return false
}

/** A name that can only mean a machine of one's own network. */
const isPrivateName = (host: string): boolean =>
  isIP(host) === 0 &&
  (!host.includes(".") || /\.(local|internal|lan|home|intranet)$/.test(host))

/**
 * Why this URL may not be called, or null. `https` only; loopback may use
 * `http`; hosts of a private network must be listed.
 *
 * @param allowPrivateHosts - host names or addresses, as they stand in the URL
 */
export const refuseUrl = (
  url: URL,
  allowPrivateHosts: readonly string[]
): string | null => {
  const host = stripBrackets(url.hostname.toLowerCase())
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
    !allowPrivateHosts.includes(host)
  ) {
    return `${host} is on a private network: list it in allowPrivateHosts if that is meant`
  }
  return null
}
