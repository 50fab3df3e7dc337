import { isIP } from "node:net"

const LOOPBACK_NAMES = new Set(["localhost", "ip6-localhost"])

/** A host in one spelling: lower case, no brackets, no dot of the DNS root. */
const bareHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "")

/** The only IPv6 form that the system itself takes for an IPv4 address. */
const MAPPED = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/

/** Those that a gateway may: mapped, NAT64 and the old compatible ones. */
const TRANSLATED = /^(?:::ffff:|64:ff9b::|::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/

/** The IPv4 address inside an IPv6 one of such a form, or the host itself. */
const ipv4In = (host: string, form: RegExp): string => {
  const bare = bareHost(host)
  const address = bare.replace(/%.*$/, "")
  if (isIP(address) !== 6) {
    return bare
  }
  const canonical = bareHost(new URL(`http://[${address}]`).hostname)
  const [, high, low] = form.exec(canonical) ?? []
  if (high === undefined || low === undefined) {
    return canonical
  }
  const [front, back] = [parseInt(high, 16), parseInt(low, 16)]
  return [front >> 8, front & 255, back >> 8, back & 255].join(".")
}

/** 127.0.0.0/8, ::1 and the names that always mean them. */
export const isLoopback = (host: string): boolean => {
  const bare = ipv4In(host, MAPPED)
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
  const bare = ipv4In(address, TRANSLATED)
  if (isIP(bare) === 4) {
    const [a = 0, b = 0, c = 0] = bare.split(".").map(Number)
    return (
      a === 0 ||
      a === 10 ||
      a === 127 ||
      (a === 100 && b >= 64 && b <= 127) ||
      (a === 169 && b === 254) ||
      (a === 172 && b >= 16 && b <= 31) ||
      (a === 192 && (b === 168 || (b === 0 && c === 0))) ||
      (a === 198 && (b === 18 || b === 19)) ||
      a >= 224
    )
  }
  if (isIP(bare) === 6) {
    return (
      bare === "::" ||
      bare === "::1" ||
      /^f[cd]/.test(bare) ||
      /^fe[89a-f]/.test(bare) ||
      bare.startsWith("ff")
    )
  }
  return false
}

/** A name that can only mean a machine of one's own network. */
const isPrivateName = (host: string): boolean =>
  isIP(host) === 0 &&
  (!host.includes(".") || /\.(local|internal|lan|home|intranet)$/.test(host))

/** Whether a host is listed, however either of the two is spelled. */
export const allowsPrivate = (
  allowPrivateHosts: readonly string[],
  host: string
): boolean => allowPrivateHosts.map(bareHost).includes(bareHost(host))

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
    return `${host} is on a private network: list it in allowPrivateHosts if that is meant`
  }
  return null
}
