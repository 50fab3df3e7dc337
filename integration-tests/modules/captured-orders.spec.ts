import { Sandbox, startSandbox } from "../../sandbox"
import { accessTo } from "../../sandbox/access"
import { AplazameCancellationProvider } from "../../src/providers/aplazame/service"
import { useLedger } from "../support/ledger"
import { Pipeline } from "../support/pipeline"

/** The default. A record is read this long after an unknown outcome. */
const SETTLE_DELAY_MS = 15_000

/** Enough to prove that a call did nothing. */
const READS = 2

describe.each(["cancel", "void"] as const)(
  "an order that Aplazame captured, cancelled by %s",
  (fullCancel) => {
    const ledger = useLedger()
    let sandbox: Sandbox
    let pipeline: Pipeline

    beforeAll(async () => {
      sandbox = await startSandbox()
    })

    beforeEach(() => {
      sandbox.reset()
      pipeline = ledger.start({
        aplazame: new AplazameCancellationProvider(
          {},
          { ...accessTo(sandbox).aplazame, fullCancel }
        ),
      })
    })

    afterAll(async () => {
      await sandbox.stop()
    })

    const posts = (): number =>
      sandbox.aplazame.journal.filter(({ method }) => method === "POST").length

    /** Cancels an order of 100.50 EUR, and reads its record as is due. */
    const cancelled = async (
      captured: number,
      total: string
    ): Promise<{ status: string; last_error: unknown }> => {
      sandbox.aplazame.orders.create({
        mid: "a-1",
        total_amount: 10_050,
        captured,
      })
      const lane = await pipeline.register("aplazame", "a-1", { total })
      const id = await pipeline.cancel(lane)
      await pipeline.drain()
      for (let read = 0; read < READS; read += 1) {
        ledger.clock.advance(SETTLE_DELAY_MS)
        await pipeline.drain()
      }
      return pipeline.row(id)
    }

    const sent = fullCancel === "cancel" ? 1 : 0

    it.each([
      ["as a whole", 10_050, "100.5", "refund it at Aplazame"],
      ["as a whole, of another total here", 10_050, "50", "refund it"],
      ["in part", 4_050, "100.5", "refund the rest at Aplazame"],
      [
        "in part, by the total of what was left",
        4_050,
        "60",
        "refund the rest",
      ],
    ])(
      "%s, is rejected with what to do instead",
      async (_what, captured, total, advice) => {
        expect(await cancelled(captured, total)).toMatchObject({
          status: "rejected",
          last_error: {
            code: "order_captured",
            message: expect.stringContaining(advice) as string,
          },
        })
        expect(posts()).toBe(sent)
        expect(sandbox.aplazame.effects).toEqual([])
      }
    )

    it("is not taken for done where the call was lost before it arrived", async () => {
      sandbox.aplazame.faults.next(
        { type: "drop_before_effect" },
        { method: "POST" }
      )
      if (fullCancel === "void") {
        // All that was left was captured meanwhile, so none of it was voided.
        sandbox.aplazame.faults.next(
          {
            type: "respond",
            status: 200,
            body: { remaining_amount: 10_050, results: [] },
          },
          { method: "GET", path: /\/void$/ }
        )
        sandbox.aplazame.faults.next(
          { type: "respond", status: 200, body: { status: "ok" } },
          { method: "GET", path: /a-1$/ }
        )
      }

      expect(await cancelled(10_050, "100.5")).toMatchObject({
        status: "rejected",
        last_error: { code: "order_captured" },
      })
      expect(posts()).toBe(fullCancel === "cancel" ? 2 : 1)
      expect(sandbox.aplazame.effects).toEqual([])
    })

    it("is done by what its record shows, where only the answer was lost", async () => {
      sandbox.aplazame.faults.next(
        { type: "drop_after_effect" },
        { method: "POST" }
      )
      sandbox.aplazame.orders.create({ mid: "a-1", total_amount: 10_050 })
      const lane = await pipeline.register("aplazame", "a-1", {
        total: "100.5",
      })
      const id = await pipeline.cancel(lane)
      await pipeline.drain()

      ledger.clock.advance(SETTLE_DELAY_MS)
      await pipeline.drain()

      expect(await pipeline.row(id)).toMatchObject({ status: "succeeded" })
      expect(await pipeline.attempts(id)).toMatchObject([
        { purpose: "send", outcome: "unknown" },
        { purpose: "read_back", outcome: "succeeded" },
      ])
      expect(posts()).toBe(1)
    })
  }
)
