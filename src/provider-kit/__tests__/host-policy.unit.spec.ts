import fc from "fast-check"
import { isLoopback, isPrivateAddress, refuseUrl } from "../http/host-policy"

const LOOPBACK = [
  "127.0.0.1",
  "127.255.255.254",
  "::1",
  "[::1]",
  "::ffff:127.0.0.1",
  "[::ffff:7f00:1]",
  "0:0:0:0:0:ffff:7f00:1",
  "::1%lo",
  "localhost",
  "LOCALHOST",
  "localhost.",
  "climes.localhost",
  "ip6-localhost",
]

const PRIVATE = [
  "0.0.0.0",
  "10.0.0.0",
  "10.255.255.255",
  "100.64.0.0",
  "100.100.100.200",
  "100.127.255.255",
  "127.0.0.1",
  "169.254.0.1",
  "169.254.169.254",
  "172.16.0.0",
  "172.31.255.255",
  "192.0.0.192",
  "192.168.0.1",
  "192.168.255.255",
  "198.18.0.1",
  "198.19.255.255",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "fc00::1",
  "fd12:3456::1",
  "FD00::1",
  "[fd00::1]",
  "fe80::1",
  "fe80::1%eth0",
  "febf::1",
  "fec0::1",
  "ff02::1",
  "::ffff:10.0.0.1",
  "::ffff:a9fe:a9fe",
  "0:0:0:0:0:ffff:10.0.0.1",
  "64:ff9b::10.0.0.1",
  "64:ff9b::a9fe:a9fe",
  "::192.168.0.1",
  // A gateway translates these, whatever the IPv4 address inside is.
  "64:ff9b::1.1.1.1",
  "64:ff9b:1::a00:1",
  "64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
  "::ffff:0:10.0.0.1",
  "::ffff:0:1.1.1.1",
  "2001:0:a00:1::",
  "2002:a00:1::",
  "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  "192.88.99.1",
  // Reserved for documentation and benchmarks.
  "192.0.2.1",
  "192.31.196.1",
  "192.52.193.1",
  "192.175.48.1",
  "198.51.100.255",
  "203.0.113.7",
  "::ffff:203.0.113.7",
  "100::1",
  "100:0:0:1::1",
  "2001:2::1",
  "2001:10::1",
  "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
  "2001:db8::1",
  "2001:0DB8:0000::0001",
  "2620:4f:8000::1",
  "3fff::1",
  "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
  "5f00::1",
]

const PUBLIC = [
  "1.1.1.1",
  "9.255.255.255",
  "11.0.0.0",
  "100.63.255.255",
  "100.128.0.0",
  "169.253.255.255",
  "169.255.0.0",
  "172.15.255.255",
  "172.32.0.0",
  "192.0.1.1",
  "192.167.255.255",
  "192.169.0.0",
  "198.17.255.255",
  "198.20.0.0",
  "223.255.255.255",
  "2606:4700::1111",
  "::ffff:1.1.1.1",
  // Neighbours of special networks.
  "192.0.3.1",
  "198.51.101.0",
  "203.0.112.255",
  "203.0.114.0",
  "192.88.98.1",
  "::1:0:0:1",
  "64:ff9b:2::1",
  "64:ff9a:ffff::1",
  "100:0:0:2::1",
  "2001:200::1",
  "2001:db7:ffff::1",
  "2001:db9::1",
  "2001:ffff::1",
  "2003::1",
  "3fff:1000::1",
  "2a00:1450:4001::200e",
  "fbff::1",
]

describe("which hosts are loopback", () => {
  it.each(LOOPBACK)("%s is", (host) => {
    expect(isLoopback(host)).toBe(true)
  })

  it.each([
    ...PUBLIC,
    "128.0.0.1",
    "10.0.0.1",
    "::2",
    "::ffff:10.0.0.1",
    // A gateway translates it, so it isn't this machine.
    "64:ff9b::127.0.0.1",
    "::127.0.0.1",
    "127.0.0.1.climes.test",
    "localhost.climes.test",
    "notlocalhost",
    "",
  ])("%j is not", (host) => {
    expect(isLoopback(host)).toBe(false)
  })
})

describe("which addresses are private", () => {
  it.each(PRIVATE)("%s is", (address) => {
    expect(isPrivateAddress(address)).toBe(true)
  })

  it.each(PUBLIC)("%s is not", (address) => {
    expect(isPrivateAddress(address)).toBe(false)
  })

  it.each(["climes.io", "10.climes.io", "fd.climes.io", "fd", ""])(
    "%j is no address at all",
    (name) => {
      expect(isPrivateAddress(name)).toBe(false)
    }
  )

  it("doesn't depend on how an IPv4 address is wrapped in IPv6", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const expected = isPrivateAddress(address)
        const asUrl = (host: string) => new URL(`https://${host}/`).hostname
        expect(isPrivateAddress(`::ffff:${address}`)).toBe(expected)
        expect(isPrivateAddress(asUrl(`[::ffff:${address}]`))).toBe(expected)
      })
    )
  })

  it("doesn't depend on how an IPv6 address is spelled", () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const { hostname } = new URL(`https://[${address}]/`)
        expect(isPrivateAddress(address)).toBe(isPrivateAddress(hostname))
      })
    )
  })
})

describe("which URLs may be called", () => {
  it.each([
    "https://api.climes.io/v3",
    "https://1.1.1.1/",
    "https://[2606:4700::1111]/",
    "https://api.internal.climes.io/",
    "https://api.home.climes.io/",
    "https://internal.io/",
    "http://localhost:9000/",
    "https://localhost/",
    "http://127.0.0.1:9000/",
    "http://[::1]:9000/",
    "http://climes.localhost/",
    // Other spellings of 127.0.0.1, which the URL parser normalises.
    "http://2130706433/",
    "http://0x7f.1/",
  ])("%s may", (url) => {
    expect(refuseUrl(new URL(url), [])).toBeNull()
  })

  it.each([
    ["http://api.climes.io/", "https"],
    ["http://10.0.0.1/", "https"],
    ["ftp://api.climes.io/", "https"],
    ["file:///etc/passwd", "https"],
    ["ws://localhost/", "https"],
    ["ftp://127.0.0.1/", "https"],
    ["https://10.0.0.1/", "allowPrivateHosts"],
    ["https://0xa9fea9fe/", "allowPrivateHosts"],
    ["https://[fd00::1]/", "allowPrivateHosts"],
    ["https://[::ffff:10.0.0.1]/", "allowPrivateHosts"],
    ["https://0.0.0.0/", "allowPrivateHosts"],
    ["https://ledger/", "allowPrivateHosts"],
    ["https://LEDGER/", "allowPrivateHosts"],
    ["https://ledger./", "allowPrivateHosts"],
    ["https://ledger.internal/", "allowPrivateHosts"],
    ["https://metadata.google.internal./", "allowPrivateHosts"],
    ["https://printer.local/", "allowPrivateHosts"],
    ["https://nas.lan/", "allowPrivateHosts"],
    ["https://nas.home.arpa/", "allowPrivateHosts"],
    ["https://localhost.localdomain/", "allowPrivateHosts"],
    ["https://[64:ff9b::a00:1]/", "allowPrivateHosts"],
    ["https://[64:ff9b:1::a00:1]/", "allowPrivateHosts"],
    ["https://[2002:a00:1::]/", "allowPrivateHosts"],
    ["https://[2001:0:a00:1::]/", "allowPrivateHosts"],
    ["https://[::ffff:0:a00:1]/", "allowPrivateHosts"],
    ["https://192.0.2.1/", "allowPrivateHosts"],
  ])("%s may not, and it is said what to do: %s", (url, advice) => {
    expect(refuseUrl(new URL(url), [])).toContain(advice)
  })

  it.each([
    ["https://ledger.internal/", "ledger.internal"],
    ["https://ledger.internal/", "Ledger.Internal"],
    ["https://ledger.internal./", "ledger.internal"],
    ["https://ledger.internal:8443/", "ledger.internal"],
    ["https://10.0.0.1/", "10.0.0.1"],
    ["https://[fd00::1]/", "fd00::1"],
    ["https://[fd00::1]/", "[fd00::1]"],
  ])("%s may, where %s is listed", (url, listed) => {
    expect(refuseUrl(new URL(url), ["elsewhere", listed])).toBeNull()
  })

  it.each([
    ["https://ledger.internal/", "internal"],
    ["https://10.0.0.1/", "10.0.0.2"],
    ["https://a.ledger.internal/", "ledger.internal"],
  ])("%s may not, where only %s is listed", (url, listed) => {
    expect(refuseUrl(new URL(url), [listed])).toContain("allowPrivateHosts")
  })

  it("a listed host still needs https", () => {
    expect(refuseUrl(new URL("http://ledger.lan/"), ["ledger.lan"])).toContain(
      "https"
    )
  })
})
