import { maskSecrets } from "../redact"

const SECRET = "sk_live/4f9a+8b7c=6d5e"

const base64 = (text: string): string => Buffer.from(text).toString("base64")

describe("how long masking takes", () => {
  const SIZE = 1_000_000
  const secrets = [SECRET, "aaaa", "hunter2!pass", "x".repeat(1_000)]

  it.each<[string, string]>([
    ["a", "a"],
    ["x", "x"],
    ["percent signs", "%41"],
    ["backslashes", "\\"],
    ["escapes", "\\u0041"],
    ["references", "&amp;"],
    ["beginnings of a secret", "sk_live/"],
    ["a secret", SECRET],
    ["base64", base64(SECRET.slice(0, 15))],
    ["hexadecimal", "1f2e"],
  ])("grows with the text and no faster: %s", (_, part) => {
    const text = `${part.repeat(SIZE / part.length)}…`
    const before = process.cpuUsage()
    maskSecrets(text, secrets)
    const { user, system } = process.cpuUsage(before)
    // A tenth of a second is usual; the square of a million takes hours.
    expect((user + system) / 1_000_000).toBeLessThan(5)
  })
})
