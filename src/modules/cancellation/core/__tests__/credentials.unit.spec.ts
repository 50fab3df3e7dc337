import { Health } from "../circuit"
import { judgeCredentials } from "../credentials"
import { PauseCode } from "../vocabulary"

const up: Health = { type: "up" }
const silent: Health = { type: "silent" }
const forbidden: Health = { type: "forbidden", message: "too few rights" }
const unauthorized: Health = {
  type: "unauthorized",
  code: "unauthorized",
  message: "wrong key",
}

const gone: Health = { type: "unauthorized", code: "gone", message: "nobody" }

const of = (...healths: [Health, string][]) =>
  healths.map(([health, provider_order_id]) => ({ health, provider_order_id }))

describe("our credentials", () => {
  it.each<[string, string | null, [Health, string][], string | null]>([
    ["are fine where nothing is said", null, [], null],
    ["are fine where it answers", null, [[up, "a"]], null],
    [
      "are refused by one that says so",
      null,
      [[unauthorized, "a"]],
      "wrong key",
    ],
    [
      "may be fine where one order is forbidden",
      null,
      [[forbidden, "a"]],
      null,
    ],
    [
      "may be fine where the same one is forbidden again",
      "a",
      [[forbidden, "a"]],
      null,
    ],
    [
      "are refused where a second one is",
      "a",
      [[forbidden, "b"]],
      "too few rights",
    ],
    [
      "are refused where two in one report are",
      null,
      [
        [forbidden, "a"],
        [forbidden, "b"],
      ],
      "too few rights",
    ],
    [
      "are fine where it answered in between",
      "a",
      [
        [up, "b"],
        [forbidden, "b"],
      ],
      null,
    ],
    [
      "aren't cleared by what says nothing",
      "a",
      [
        [silent, "b"],
        [forbidden, "b"],
      ],
      "too few rights",
    ],
    [
      "are refused in the words for the key first",
      "a",
      [
        [forbidden, "b"],
        [unauthorized, "c"],
      ],
      "wrong key",
    ],
  ])("%s", (_, before, healths, refused) => {
    expect(
      judgeCredentials(before, of(...healths)).refused?.message ?? null
    ).toBe(refused)
  })

  it.each<[string, string | null, [Health, string][], string | null]>([
    ["the one that was forbidden", null, [[forbidden, "a"]], "a"],
    ["the last of several", "a", [[forbidden, "b"]], "b"],
    ["it through silence", "a", [[silent, "b"]], "a"],
    ["none once something works", "a", [[up, "b"]], null],
  ])("remember %s", (_, before, healths, remembered) => {
    expect(judgeCredentials(before, of(...healths)).forbidden_order_id).toBe(
      remembered
    )
  })

  it.each<[string, Health[], PauseCode]>([
    ["the key is", [unauthorized], "unauthorized"],
    ["nobody is at the address", [gone], "gone"],
    ["the key has too few rights", [forbidden, forbidden], "forbidden"],
    ["the first of two reasons", [gone, unauthorized], "gone"],
  ])("are told from other reasons: %s", (_, healths, code) => {
    const reports = healths.map((health, n): [Health, string] => [
      health,
      `order-${n}`,
    ])
    expect(judgeCredentials(null, of(...reports)).refused?.code).toBe(code)
  })
})
