import { Notice, messagesOf } from "../messages"
import { recipientsOf } from "../recipients"
import { When } from "../when"

const NOW = new Date("2030-01-02T10:30:00Z")

/** So many seconds ago. */
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1_000)

let ids = 0

const notice = (
  name: Notice["name"],
  secondsAgo: number,
  fields: Partial<Notice> = {}
): Notice => ({
  id: ++ids,
  name,
  subject_id: `cncl_${ids}`,
  provider_id: "fungies",
  reason: null,
  stopped_by: null,
  happened_at: ago(secondsAgo),
  ...fields,
})

const circuit = (state: "paused" | "resumed", secondsAgo: number): Notice =>
  notice(`cancellation_provider.${state}`, secondsAgo, {
    subject_id: "fungies",
    stopped_by: "circuit",
  })

const always = (when: When) =>
  Object.fromEntries(
    (
      [
        "cancellation.rejected",
        "cancellation.needs_review",
        "cancellation_provider.paused",
        "cancellation_provider.resumed",
      ] as const
    ).map((name) => [name, when])
  )

/** What is told: each message as its groups, with their numbers. */
const told = (
  notices: Notice[],
  when: When | ReturnType<typeof always>
): string[][] =>
  messagesOf(
    notices,
    typeof when === "string" ? always(when) : when,
    NOW
  ).flatMap(({ groups }) =>
    groups.length
      ? [
          groups.map(
            ({ name, provider_id, notices: some }) =>
              `${some.length} ${name} ${provider_id}`
          ),
        ]
      : []
  )

describe("what is told now", () => {
  it("is one line for twelve refusals at one provider", () => {
    const storm = Array.from({ length: 12 }, () =>
      notice("cancellation.rejected", 1)
    )
    const other = notice("cancellation.rejected", 1, { provider_id: "climes" })

    expect(
      told([...storm, other, notice("cancellation.needs_review", 1)], "at_once")
    ).toEqual([
      ["12 cancellation.rejected fungies"],
      ["1 cancellation.rejected climes"],
      ["1 cancellation.needs_review fungies"],
    ])
  })

  it("is collected for a minute, where a message can't be changed", () => {
    const early = notice("cancellation.rejected", 59.999)
    const late = notice("cancellation.rejected", 1)
    expect(told([early, late], "collected")).toEqual([])

    early.happened_at = ago(60)
    expect(told([early, late], "collected")).toEqual([
      ["2 cancellation.rejected fungies"],
    ])
  })

  it.each([
    ["hourly", ago(30 * 60), ago(30 * 60 + 0.001)],
    [
      "daily",
      new Date("2030-01-02T00:00:00Z"),
      new Date("2030-01-01T23:59:59Z"),
    ],
  ] as const)(
    "is what the last period of a digest had: %s",
    (when, no, yes) => {
      const recent = notice("cancellation.rejected", 0, { happened_at: no })
      expect(told([recent], when)).toEqual([])

      const old = notice("cancellation.rejected", 0, { happened_at: yes })
      const another = notice("cancellation.needs_review", 0, {
        happened_at: yes,
      })
      expect(told([old, another, recent], when)).toEqual([
        [
          "1 cancellation.rejected fungies",
          "1 cancellation.needs_review fungies",
        ],
      ])
    }
  )

  it("isn't what is not wanted any more, which is forgotten", () => {
    const unwanted = notice("cancellation.overdue", 600)

    expect(messagesOf([unwanted], always("at_once"), NOW)).toEqual([
      { groups: [], silent: [unwanted] },
    ])
  })

  describe("of a circuit", () => {
    it("is that it has been open for a minute", () => {
      expect(told([circuit("paused", 59)], "at_once")).toEqual([])
      expect(told([circuit("paused", 60)], "at_once")).toEqual([
        ["1 cancellation_provider.paused fungies"],
      ])
    })

    it("is nothing, if it closed within a minute", () => {
      const gust = [circuit("paused", 500), circuit("resumed", 441)]
      expect(messagesOf(gust, always("hourly"), NOW)).toEqual([
        { groups: [], silent: gust },
      ])
    })

    it("is both, if it closed later", () => {
      expect(
        told([circuit("paused", 501), circuit("resumed", 441)], "at_once")
      ).toEqual([
        ["1 cancellation_provider.paused fungies"],
        ["1 cancellation_provider.resumed fungies"],
      ])
    })

    it("isn't ended by a person, who ends another pause", () => {
      const resumed = notice("cancellation_provider.resumed", 2, {
        stopped_by: "operator",
      })
      expect(told([circuit("paused", 60), resumed], "at_once")).toEqual([
        ["1 cancellation_provider.paused fungies"],
        ["1 cancellation_provider.resumed fungies"],
      ])
    })
  })
})

describe("recipients", () => {
  const ops = { channel: "email", to: "ops@example.com" }

  it("are the feed, which hears of all but success, and each address once", () => {
    const recipients = recipientsOf([
      { ...ops, on: ["cancellation.rejected"], digest: "daily" },
      { ...ops, on: ["cancellation_provider.paused"] },
      { ...ops, channel: "sms", on: ["cancellation.succeeded"] },
    ])

    expect(recipients.map(({ address, when }) => ({ address, when }))).toEqual([
      {
        address: null,
        when: {
          "cancellation.rejected": "at_once",
          "cancellation.needs_review": "at_once",
          "cancellation.overdue": "at_once",
          "cancellation_provider.paused": "at_once",
          "cancellation_provider.resumed": "at_once",
          "provider_order.drifted": "at_once",
        },
      },
      {
        address: ops,
        when: {
          "cancellation.rejected": "daily",
          "cancellation_provider.paused": "collected",
        },
      },
      {
        address: { ...ops, channel: "sms" },
        when: { "cancellation.succeeded": "collected" },
      },
    ])
    expect(JSON.stringify(recipients.map(({ key }) => key))).not.toContain(
      "example"
    )
  })

  it("stay the same, however often they want to hear", () => {
    const keyOf = (digest?: "daily"): string | undefined =>
      recipientsOf([{ ...ops, on: ["cancellation.rejected"], digest }])[1]?.key

    expect(keyOf("daily")).toBe(keyOf())
  })
})
