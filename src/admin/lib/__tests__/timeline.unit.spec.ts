import { verdictOf } from "../attempt-verdict"
import { isEmptyBody, toShown } from "../json"
import { toIntlLocale } from "../locale"
import { orderNumber } from "../order-number"
import { timelineOf } from "../timeline"
import {
  formatDay,
  formatDuration,
  formatExactTime,
  formatRelative,
  formatTime,
  formatUtc,
} from "../times"
import type { Attempt, Cancellation } from "../wire"

const attempt = (changed: Partial<Attempt>): Attempt => ({
  id: "cnat_1",
  number: 1,
  purpose: "send",
  outcome: null,
  http_status: null,
  request: null,
  response: null,
  error: null,
  send_started_at: "2026-01-01T12:00:01.000Z",
  started_at: "2026-01-01T12:00:01.000Z",
  finished_at: "2026-01-01T12:00:02.000Z",
  duration_ms: 1_000,
  ...changed,
})

const history = null
const SEND = { purpose: "send" } as const
const READ_BACK = { purpose: "read_back" } as const

describe("verdictOf", () => {
  it.each([
    ["succeeded", "succeeded", null, "done"],
    ["already_done", "succeeded", null, "already_done"],
    ["accepted", "accepted", null, "accepted"],
    ["rejected", "rejected", null, "refused"],
    ["rejected", "succeeded", SEND, "refused"],
    ["rejected", "pending", null, "read_back_next"],
    ["rejected", "rejected", READ_BACK, "read_back_next"],
    ["retry", "pending", null, "retry_safe"],
    ["retry", "succeeded", SEND, "retry_safe"],
    ["retry", "needs_review", null, "retry_over"],
    ["retry", "dismissed", null, "retry_over"],
    ["unknown", "pending", null, "read_back_next"],
    ["unknown", "needs_review", null, "review"],
    ["unknown", "succeeded", SEND, "read_back_next"],
  ] as const)(
    "of %s, in one that is %s (the next: %j)",
    (outcome, status, next, expected) => {
      expect(verdictOf(attempt({ outcome }), { status, history }, next)).toBe(
        expected
      )
    }
  )

  it.each(["needs_review", "succeeded", "dismissed"] as const)(
    "of a refusal that a person had to look behind stays so when it is %s",
    (status) => {
      const refused = attempt({
        outcome: "rejected",
        error: { code: "outcome_unknown" } as Attempt["error"],
      })
      expect(verdictOf(refused, { status, history }, null)).toBe("review")
    }
  )

  it("of a refusal that is tried again by hand is a refusal", () => {
    const retried = {
      status: "pending" as const,
      history: [
        {
          at: "2026-01-01T12:00:05.000Z",
          by: null,
          action: "retry" as const,
          note: null,
        },
      ],
    }
    expect(verdictOf(attempt({ outcome: "rejected" }), retried, null)).toBe(
      "refused"
    )
  })

  it("of a look at the record says whether it is looked up again", () => {
    const pending = { status: "pending" as const, history }
    const read = (outcome: Attempt["outcome"]) =>
      verdictOf(attempt({ ...READ_BACK, outcome }), pending, null)
    expect(read("unknown")).toBe("read_back_absent")
    expect(read("retry")).toBe("retry_safe")
  })

  it("tells one that runs from one that was never sent", () => {
    const running = attempt({ finished_at: null })
    const open = { status: "in_progress" as const, history }
    expect(verdictOf(running, open, null)).toBe("running")
    expect(verdictOf(attempt({ send_started_at: null }), open, SEND)).toBe(
      "never_sent"
    )
    expect(verdictOf(attempt({}), open, SEND)).toBe("read_back_next")
  })
})

describe("timelineOf", () => {
  const cancellation = {
    status: "succeeded",
    created_at: "2026-01-01T12:00:00.000Z",
    settled_at: "2026-01-01T12:00:09.000Z",
    attempts: [
      attempt({}),
      attempt({ id: "cnat_2", started_at: "2026-01-01T12:00:08.000Z" }),
    ],
    history: [
      {
        at: "2026-01-01T12:00:07.000Z",
        by: "user_1",
        action: "retry",
        note: null,
      },
    ],
  } as unknown as Cancellation

  it("puts attempts and what people did in turn, the newest first", () => {
    expect(timelineOf(cancellation).map(({ id }) => id)).toEqual([
      "cnat_2",
      "history-0",
      "cnat_1",
      "created",
    ])
  })

  it("says where a whole cancel took its place", () => {
    const [newest] = timelineOf({ ...cancellation, status: "superseded" })
    expect(newest?.type).toBe("settled")
  })
})

describe("times and numbers", () => {
  const now = Date.parse("2026-01-01T12:00:00Z")

  it("are relative in the reader's language", () => {
    expect(formatRelative("2026-01-01T12:05:00Z", now, "en")).toBe(
      "in 5 minutes"
    )
    expect(formatRelative("2026-01-01T12:05:00Z", now, "es")).toBe(
      "dentro de 5 minutos"
    )
    expect(formatRelative("2025-12-30T12:00:00Z", now, "en")).toBe("2 days ago")
    expect(formatRelative("2026-01-01T12:00:00.400Z", now, "en")).toBe("now")
  })

  it("are short, and in units that people read", () => {
    expect(formatDuration(38, "en")).toBe("38 ms")
    expect(formatDuration(1_500, "es")).toBe("1,5 s")
  })

  it("say their zone, and UTC beside", () => {
    const at = "2026-01-01T12:05:09Z"
    const zone = new Intl.DateTimeFormat("en", { timeZoneName: "short" })
      .formatToParts(new Date(at))
      .find(({ type }) => type === "timeZoneName")?.value
    expect(formatTime(at, "en")).toContain("2026")
    expect(formatTime(at, "en")).toContain(zone)
    expect(formatTime(at, "en")).not.toContain(":09")
    expect(formatExactTime(at, "en")).toContain(":09")
    expect(formatUtc(at, "de")).toBe("1. Jan. 2026, 12:05:09 UTC")
  })

  it("has a day of UTC as the day that it is there", () => {
    expect(formatDay("2026-11-30", "en")).toBe("Nov 30")
    expect(formatDay("2026-11-30", "de")).toBe("30. Nov.")
  })

  it.each([
    ["en", "en"],
    ["ptBR", "pt-BR"],
    ["zhCN", "zh-CN"],
    ["en_GB", "en-GB"],
    ["not a language", "en"],
    [undefined, "en"],
  ])("take the dashboard's language %s for %s", (language, expected) => {
    expect(toIntlLocale(language)).toBe(expected)
  })

  it.each([
    ["SHOP-7", 7, "SHOP-7"],
    [null, 7, "#7"],
    [null, null, "order_1"],
  ])(
    "name an order by the store's number %s, else by Medusa's %s, else by its id",
    (order_custom_display_id, order_display_id, name) => {
      expect(
        orderNumber({
          order_custom_display_id,
          order_display_id,
          order_id: "order_1",
        })
      ).toBe(name)
    }
  )

  it("show a body as it is", () => {
    expect(toShown({ a: 1 })).toBe('{\n  "a": 1\n}')
    expect(toShown("<html>")).toBe("<html>")
    expect([null, undefined, "", 0].map(isEmptyBody)).toEqual([
      true,
      true,
      true,
      false,
    ])
  })
})
