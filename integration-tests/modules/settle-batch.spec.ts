import { claimSends } from "../../src/modules/cancellation/ledger/claim"
import { markSending } from "../../src/modules/cancellation/ledger/mark-sending"
import { TurnTimes } from "../../src/modules/cancellation/ledger/turns"
import { settle } from "../../src/modules/cancellation/ledger/settle"
import { SettleRow } from "../../src/modules/cancellation/ledger/settle-row"
import { PROOF } from "../../src/provider-kit/__fixtures__/proof"
import { useLedger } from "../support/ledger"
import { Pipeline } from "../support/pipeline"
import { settleRow } from "../support/settle-row"

const FIRST = "cnat_1"
const SECOND = "cnat_2"

const error = (code: string): SettleRow["last_error"] => ({
  code,
  message: "Made up by the test.",
  provider_code: null,
  provider_message: null,
})

describe("several ends of one cancellation, settled at once", () => {
  const ledger = useLedger()
  let pipeline: Pipeline
  let id: string
  let providerOrderId: string
  let start: Date

  const at = (seconds: number): Date =>
    new Date(start.getTime() + seconds * 1_000)
  const timesAt = (seconds: number): TurnTimes => ({
    now: at(seconds),
    retry_until: at(3_600),
  })

  const claim = async (token: string, seconds: number): Promise<void> => {
    const rows = await claimSends(ledger.database.sql, {
      provider_id: "scripted",
      slots: 1,
      attempt_ids: [token],
      now: at(seconds),
      marked_kinds: [],
      lease_until: at(seconds + 30),
    })
    expect(rows).toHaveLength(1)
  }

  const mark = async (token: string, seconds: number): Promise<void> => {
    await markSending(
      ledger.database.sql,
      [
        {
          attempt_id: token,
          cancellation_id: id,
          request: null,
          baseline: null,
        },
      ],
      at(seconds)
    )
  }

  const end = (fields: Partial<SettleRow> = {}): SettleRow =>
    settleRow({
      attempt_id: FIRST,
      cancellation_id: id,
      provider_order_id: providerOrderId,
      next_attempt_at: at(31),
      ...fields,
    })

  /** What the sweep makes of it, that found its lease expired. */
  const freed = (fields: Partial<SettleRow> = {}): SettleRow =>
    end({
      expired_at: at(30),
      was_marked: true,
      status: "needs_review",
      next_attempt_at: null,
      outcome: "unknown",
      last_error: error("outcome_unknown"),
      error: error("lease_expired"),
      ...fields,
    })

  /** What its holder brings. */
  const proven = (fields: Partial<SettleRow> = {}): SettleRow =>
    end({
      status: "succeeded",
      next_attempt_at: null,
      outcome: "succeeded",
      proof: PROOF,
      provider_reference: "r1",
      remaining: "40",
      ...fields,
    })

  const notProcessed = (): SettleRow =>
    end({ last_error: error("not_processed"), error: error("not_processed") })

  /** Gives what counted, as its error or its reference. */
  const settled = async (
    rows: SettleRow[]
  ): Promise<(string | null | undefined)[]> => {
    const { counted } = await settle(ledger.database.sql, rows, timesAt(31))
    return rows
      .filter((row) => counted.has(row))
      .map((row) => row.provider_reference ?? row.error?.code)
  }

  beforeEach(async () => {
    ;[pipeline] = ledger.startWith({ void: {} })
    start = await ledger.clock.now()
    providerOrderId = await pipeline.register("scripted", "ext_1", {
      total: "100",
    })
    id = await pipeline.void(providerOrderId, { amount: "60" })
    await claim(FIRST, 0)
    await mark(FIRST, 1)
  })

  it.each([
    ["before", () => [proven(), freed()]],
    ["after", () => [freed(), proven()]],
  ])(
    "a proof counts, where it comes %s who found the lease expired",
    async (_, rows) => {
      expect(await settled(rows())).toContain("r1")

      expect(await pipeline.row(id)).toMatchObject({
        status: "succeeded",
        provider_reference: "r1",
        last_error: null,
        lease_token: null,
      })
      expect(await pipeline.attempts(id)).toMatchObject([
        { outcome: "succeeded", error: null },
      ])
      expect(await pipeline.context.sql("cncl_provider_order")).toMatchObject([
        { told: { remaining: "40", total: "100" } },
      ])
    }
  )

  it("the first of two proofs counts", async () => {
    expect(
      await settled([
        proven(),
        proven({ provider_reference: "r2", remaining: "0" }),
      ])
    ).toEqual(["r1"])

    expect(await pipeline.row(id)).toMatchObject({ provider_reference: "r1" })
    expect(await pipeline.context.sql("cncl_provider_order")).toMatchObject([
      { told: { remaining: "40" } },
    ])
  })

  it.each([
    ["not_processed", "pending", () => [notProcessed(), freed()]],
    ["lease_expired", "needs_review", () => [freed(), notProcessed()]],
    ["lease_expired", "needs_review", () => [freed(), freed()]],
  ])(
    "the first counts, where none is a proof: %s",
    async (code, status, rows) => {
      expect(await settled(rows())).toEqual([code])

      expect(await pipeline.statusOf(id)).toBe(status)
      expect(await pipeline.attempts(id)).toMatchObject([{ error: { code } }])
    }
  )

  it("one that isn't true any more takes nothing from the next one", async () => {
    // A heartbeat has extended the lease since it was found expired.
    expect(
      await settled([freed({ expired_at: at(20) }), notProcessed()])
    ).toEqual(["not_processed"])

    expect(await pipeline.statusOf(id)).toBe("pending")
  })

  it.each([
    [
      ["r1", "r2"],
      ["succeeded", "retry"],
    ],
    [
      ["r2", "r1"],
      ["retry", "succeeded"],
    ],
  ])(
    "the first counts of two proofs that come late, of two attempts: %j",
    async (order, outcomes) => {
      await settle(
        ledger.database.sql,
        [
          freed({
            status: "pending",
            outcome: "retry",
            next_attempt_at: at(31),
          }),
        ],
        timesAt(31)
      )
      await claim(SECOND, 32)
      await settle(
        ledger.database.sql,
        [
          freed({
            attempt_id: SECOND,
            expired_at: at(62),
            was_marked: false,
            status: "pending",
            outcome: "retry",
            next_attempt_at: at(63),
          }),
        ],
        timesAt(63)
      )

      const both = [
        proven(),
        proven({ attempt_id: SECOND, provider_reference: "r2" }),
      ]
      expect(await settled(order[0] === "r1" ? both : both.reverse())).toEqual([
        order[0],
      ])

      expect(await pipeline.row(id)).toMatchObject({
        status: "succeeded",
        provider_reference: order[0],
      })
      expect(await pipeline.attempts(id)).toMatchObject(
        outcomes.map((outcome) => ({ outcome }))
      )
    }
  )
})
