import { isSettled } from "../settling"

const AT = new Date("2026-03-01T10:00:00.000Z")
const after = (ms: number): Date => new Date(AT.getTime() + ms)

describe("what Medusa has written", () => {
  it.each([
    ["may be taken back at first", 0, false],
    ["may be taken back while hooks of the store run", 119_999, false],
    ["is a fact after two minutes", 120_000, true],
    ["is a fact from then on", 86_400_000, true],
    ["is none before it was written, by a clock that is ahead", -1, false],
  ])("%s", (_, ms, expected) => {
    expect(isSettled(AT, after(ms))).toBe(expected)
    expect(isSettled(AT.toISOString(), after(ms))).toBe(expected)
  })
})
