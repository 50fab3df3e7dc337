import { Sandbox, startSandbox } from "../../../sandbox"
import { accessTo } from "../../../sandbox/access"
import { ClimesCancellationProvider } from "../../../src/providers/climes/service"
import { useLedger } from "../../support/ledger"
import { Pipeline } from "../../support/pipeline"
import { cancellationRow } from "../../support/written"

const NOTE = "looked at Climes"

describe("a whole cancel that takes away what the ledger says is left", () => {
  const ledger = useLedger()
  let sandbox: Sandbox
  let pipeline: Pipeline

  beforeAll(async () => {
    sandbox = await startSandbox()
  })

  beforeEach(() => {
    sandbox.reset()
    sandbox.climes.orders.create({ partner_order_id: "c-1", climes: 60 })
    pipeline = ledger.start({
      climes: new ClimesCancellationProvider(
        {},
        {
          ...accessTo(sandbox).climes,
          payer: "merchant",
          fullCancel: "patch",
        }
      ),
    })
  })

  afterAll(async () => {
    await sandbox.stop()
  })

  const left = (): number | undefined =>
    sandbox.climes.orders.get("c-1")?.remaining_climes

  const removals = (): unknown[] =>
    sandbox.climes.journal.map(
      ({ body }) => (body as { climes: unknown }).climes
    )

  /** A void of this many climes, with an unknown outcome. */
  const unknownVoid = async (
    amount: string,
    type: "drop_before_effect" | "drop_after_effect"
  ): Promise<{ lane: string; id: string }> => {
    const lane = await pipeline.register("climes", "c-1", { total: "60" })
    sandbox.climes.faults.next({ type })
    const id = await pipeline.void(lane, { amount })
    await pipeline.drain()
    expect(await pipeline.statusOf(id)).toBe("needs_review")
    return { lane, id }
  }

  const cancel = async (lane: string): Promise<string> => {
    const id = await pipeline.cancel(lane)
    await pipeline.drain()
    return id
  }

  const retry = async (id: string): Promise<void> => {
    await pipeline.repair.retry(id, {})
    await pipeline.drain()
  }

  it.each(["60", "30"])(
    "is not done, and sends nothing, while a void of %s of 60 may not have been carried out",
    async (amount) => {
      const { lane, id } = await unknownVoid(amount, "drop_before_effect")

      const whole = await cancel(lane)

      expect(await pipeline.row(whole)).toMatchObject({
        status: "rejected",
        last_error: {
          code: "voids_not_settled",
          message: expect.stringContaining(`${amount} climes`) as string,
        },
      })
      expect(await pipeline.statusOf(id)).toBe("needs_review")
      expect(removals()).toEqual([Number(amount)])

      await pipeline.repair.resolve(id, {
        resolution: "dismissed",
        confirm_not_applied: true,
        note: NOTE,
      })
      await retry(whole)

      expect(await pipeline.statusOf(whole)).toBe("succeeded")
      expect(removals()).toEqual([Number(amount), 60])
      expect(left()).toBe(0)
    }
  )

  it.each([
    ["60", [60]],
    ["30", [30, 30]],
  ])(
    "takes what is left once a void of %s of 60 is known to be done",
    async (amount, removed) => {
      const { lane, id } = await unknownVoid(amount, "drop_after_effect")
      const whole = await cancel(lane)
      expect(await pipeline.statusOf(whole)).toBe("rejected")

      await pipeline.repair.resolve(id, { resolution: "succeeded", note: NOTE })
      await retry(whole)

      expect(await pipeline.statusOf(whole)).toBe("succeeded")
      expect(removals()).toEqual(removed)
      expect(left()).toBe(0)
    }
  )

  it("takes all where a void that waits is superseded by it", async () => {
    const lane = await pipeline.register("climes", "c-1", { total: "60" })
    const id = await pipeline.void(lane, { amount: "60" })

    const whole = await cancel(lane)

    expect(await pipeline.statusOf(id)).toBe("superseded")
    expect(await pipeline.statusOf(whole)).toBe("succeeded")
    expect(removals()).toEqual([60])
  })

  /** Voids what the ledger has left, one part after another. */
  const emptied = async (
    total: string,
    ...amounts: string[]
  ): Promise<string> => {
    const lane = await pipeline.register("climes", "c-1", { total })
    for (const amount of amounts) {
      await pipeline.void(lane, { amount })
      await pipeline.drain()
    }
    return lane
  }

  it("is done where Climes has answered a void that nothing is left", async () => {
    const whole = await cancel(await emptied("60", "25", "35"))

    expect(await pipeline.statusOf(whole)).toBe("succeeded")
    expect(removals()).toEqual([25, 35])
    expect(await cancellationRow(ledger.database.sql, whole)).toMatchObject({
      proof: {
        by: "record",
        statement: expect.stringContaining("leaves none") as string,
      },
    })
  })

  it("is not done against what Climes said last, until the amount is right", async () => {
    const lane = await emptied("40", "40")
    const whole = await cancel(lane)

    expect(await pipeline.row(whole)).toMatchObject({
      status: "rejected",
      last_error: {
        code: "figures_differ",
        message: expect.stringContaining("20 may be left") as string,
      },
    })
    await retry(whole)
    expect(await pipeline.statusOf(whole)).toBe("rejected")
    expect(removals()).toEqual([40])

    await pipeline.book.correct(lane, { amount: "60" })
    await retry(whole)

    expect(await pipeline.statusOf(whole)).toBe("succeeded")
    expect(removals()).toEqual([40, 20])
    expect(left()).toBe(0)
  })

  it("is not done because somebody lowered the amount to what was voided", async () => {
    const lane = await emptied("60", "40")
    await pipeline.book.correct(lane, { amount: "40" })

    const whole = await cancel(lane)

    expect(await pipeline.row(whole)).toMatchObject({
      status: "rejected",
      last_error: { code: "figures_differ" },
    })
    expect(left()).toBe(20)
  })

  it("is not done where a void was carried out before Climes said what is left", async () => {
    const lane = await pipeline.register("climes", "c-1", { total: "40" })
    sandbox.climes.faults.next({ type: "drop_after_effect" })
    const id = await pipeline.void(lane, { amount: "20" })
    await pipeline.drain()
    // The ledger would have 0 to 20 left, so Climes' 20 is no difference.
    await pipeline.void(lane, { amount: "20" })
    await pipeline.drain()
    await pipeline.repair.resolve(id, { resolution: "succeeded", note: NOTE })

    const whole = await cancel(lane)

    expect(await pipeline.row(whole)).toMatchObject({
      status: "rejected",
      last_error: { code: "figures_differ" },
    })
    expect(left()).toBe(20)

    await pipeline.repair.resolve(whole, {
      resolution: "succeeded",
      note: NOTE,
    })
    expect(await pipeline.statusOf(whole)).toBe("succeeded")
  })

  it("is put before a person where Climes has more than the ledger knew", async () => {
    const lane = await pipeline.register("climes", "c-1", { total: "40" })

    const whole = await cancel(lane)

    expect(await pipeline.row(whole)).toMatchObject({
      status: "needs_review",
      last_error: {
        code: "outcome_unknown",
        cause: "remainder_left",
        message: expect.stringContaining("has 20 left") as string,
      },
    })
    await expect(pipeline.repair.retry(whole, {})).rejects.toThrow(
      /confirm_not_applied/
    )
    expect(await pipeline.repair.retryMany([whole], null)).toMatchObject({
      retried: [],
    })
    await pipeline.drain()
    expect(removals()).toEqual([40])
  })
})
