import { BlockList } from "node:net"

/**
 * Addresses that a provider on the public internet never has: those in the IANA
 * registries of special-purpose addresses (RFC 6890), and multicast. A few
 * small blocks in them are reachable by design (relays, AS112, anycast), and no
 * provider's API is there either.
 *
 * - https://www.iana.org/assignments/iana-ipv4-special-registry
 * - https://www.iana.org/assignments/iana-ipv6-special-registry
 * - https://www.iana.org/assignments/multicast-addresses
 */
const SPECIAL_NETWORKS = [
  // "This network", RFC 791
  "0.0.0.0/8",
  // Private use, RFC 1918
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  // Behind a carrier's NAT, RFC 6598
  "100.64.0.0/10",
  // Loopback, RFC 1122
  "127.0.0.0/8",
  // Link-local, where cloud metadata services are, RFC 3927
  "169.254.0.0/16",
  // IETF protocol assignments, RFC 6890
  "192.0.0.0/24",
  // Documentation, RFC 5737
  "192.0.2.0/24",
  "198.51.100.0/24",
  "203.0.113.0/24",
  // AS112 and AMT, RFC 7535, 7450 and 7534
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.175.48.0/24",
  // Relays of 6to4, deprecated by RFC 7526
  "192.88.99.0/24",
  // Benchmarks, RFC 2544
  "198.18.0.0/15",
  // Multicast, RFC 5771
  "224.0.0.0/4",
  // Reserved, and the broadcast address, RFC 1112 and 8190
  "240.0.0.0/4",
  // Unspecified, loopback and the deprecated "IPv4-compatible", RFC 4291
  "::/96",
  // Translated by SIIT, RFC 2765
  "::ffff:0:0:0/96",
  // Translated by NAT64, RFC 6052 and 8215
  "64:ff9b::/96",
  "64:ff9b:1::/48",
  // Discarded, and dummy addresses, RFC 6666 and 9780
  "100::/64",
  "100:0:0:1::/64",
  // IETF protocol assignments, among them Teredo (2001::/32, RFC 4380),
  // benchmarks (2001:2::/48, RFC 5180) and ORCHID (RFC 4843 and 7343)
  "2001::/23",
  // Documentation, RFC 3849 and 9637
  "2001:db8::/32",
  "3fff::/20",
  // 6to4, RFC 3056
  "2002::/16",
  // AS112, RFC 7534
  "2620:4f:8000::/48",
  // Segment routing, RFC 9602
  "5f00::/16",
  // Unique local, RFC 4193
  "fc00::/7",
  // Link-local, and the deprecated site-local, RFC 4291 and 3879
  "fe80::/10",
  "fec0::/10",
  // Multicast, RFC 4291
  "ff00::/8",
] as const

type Family = "ipv4" | "ipv6"

const familyOf = (address: string): Family =>
  address.includes(":") ? "ipv6" : "ipv4"

/** One list a family, because Node applies an IPv4 rule to mapped addresses. */
const listOf = (family: Family): BlockList => {
  const list = new BlockList()
  for (const network of SPECIAL_NETWORKS) {
    const [address = "", prefix] = network.split("/")
    if (familyOf(address) === family) {
      list.addSubnet(address, Number(prefix), family)
    }
  }
  return list
}

const LISTS = { ipv4: listOf("ipv4"), ipv6: listOf("ipv6") }

/** @param address - an IP address without brackets or zone */
export const isSpecial = (address: string): boolean => {
  const family = familyOf(address)
  return LISTS[family].check(address, family)
}
