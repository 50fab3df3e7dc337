import { Outcome, rejected, retry, succeeded } from "../../src/provider-kit"
import { PROOF } from "../../src/provider-kit/__fixtures__/proof"
import { useLedger } from "../support/ledger"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"
import { CancellationRow, cancellationRow } from "../support/written"

const HOUR_MS = 3_600_000

const done = succeeded({ proof: PROOF })
const shipped = rejected({ code: "shipped", message: "It has left." })
const down = retry({ code: "connection_failed", message: "Nobody is there." })

describe("one after the other", () => {
  const ledger = useLedger()
  let oms: ScriptedProvider
  let loan: ScriptedProvider
  let pipeline: Pipeline

  const row = (id: string): Promise<CancellationRow> =>
    cancellationRow(ledger.database.sql, id)

  const answers = (provider: ScriptedProvider, outcome: Outcome): void => {
    provider.script = { onSend: () => Promise.resolve(outcome) }
  }

  const start = (
    providers: Record<string, ScriptedProvider> = { oms, loan },
    after: Record<string, string[]> = { loan: ["oms"] }
  ): Pipeline => ledger.start(providers, { after })

  /** The cancellations of an order whose cancelling was captured, by provider. */
  const cancelled = async (
    by: Pipeline = pipeline,
    orderId = "order_1"
  ): Promise<Record<string, string>> => {
    const ids = await by.cancelOrder(orderId)
    const rows = await Promise.all(ids.map(row))
    return Object.fromEntries(
      rows.map(({ id, provider_id }) => [String(provider_id), String(id)])
    )
  }

  beforeEach(() => {
    oms = new ScriptedProvider()
    loan = new ScriptedProvider()
    pipeline = start()
  })

  describe("a whole order", () => {
    let at: Record<string, string>

    beforeEach(async () => {
      await pipeline.register("loan", "loan_1", { total: "100" })
      await pipeline.register("oms", "oms_1", { total: "100" })
      at = await cancelled()
    })

    it("waits, isn't due, and says for whom", async () => {
      expect(await row(at.loan!)).toMatchObject({
        status: "pending",
        waits_for: ["oms"],
        next_attempt_at: null,
        last_error: null,
      })
      expect(await row(at.oms!)).toMatchObject({
        status: "pending",
        waits_for: null,
      })
    })

    it("goes once the other one is done, and is sent without waiting for a sweep", async () => {
      await pipeline.drain()
      expect(await pipeline.statusOf(at.loan!)).toBe("succeeded")
      expect([oms.sent.length, loan.sent.length]).toEqual([1, 1])
      expect(await row(at.loan!)).toMatchObject({ waits_for: null })
    })

    it("stays with a person where the other one was refused, and goes by itself when it is done after all", async () => {
      answers(oms, shipped)
      await pipeline.drain()
      expect(await row(at.loan!)).toMatchObject({
        status: "needs_review",
        waits_for: ["oms"],
        next_attempt_at: null,
        last_error: {
          code: "dependency_failed",
          message: expect.stringContaining(at.oms!),
        },
      })
      expect(loan.sent).toEqual([])

      answers(oms, done)
      await pipeline.repair.retry(at.oms!, {})
      expect(await pipeline.statusOf(at.loan!)).toBe("needs_review")
      await pipeline.drain()
      expect(await row(at.loan!)).toMatchObject({
        status: "succeeded",
        last_error: null,
        waits_for: null,
      })
      expect(loan.sent).toHaveLength(1)
    })

    it("keeps waiting while the other one is tried again", async () => {
      answers(oms, down)
      await pipeline.drain()
      ledger.clock.advance(HOUR_MS)
      await pipeline.dispatcher.sweep()
      await pipeline.dispatcher.idle()
      expect(await row(at.loan!)).toMatchObject({
        status: "pending",
        waits_for: ["oms"],
      })
      expect(loan.sent).toEqual([])
    })
  })
})
