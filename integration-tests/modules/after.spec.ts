import { announceOverdue } from "../../src/modules/cancellation/ledger/overdue"
import { CaptureVoidInput } from "../../src/modules/cancellation/types"
import {
  Outcome,
  rejected,
  retry,
  succeeded,
  unknown,
} from "../../src/provider-kit"
import { PROOF } from "../../src/provider-kit/__fixtures__/proof"
import { useLedger } from "../support/ledger"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"
import {
  CancellationRow,
  cancellationRow,
  privateDetails,
} from "../support/written"

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

    it("keeps waiting while a person has to look at the other one, and goes on that person's word", async () => {
      answers(oms, unknown({ code: "timeout", message: "No answer came." }))
      await pipeline.drain()
      expect(await pipeline.statusOf(at.oms!)).toBe("needs_review")
      expect(await row(at.loan!)).toMatchObject({
        status: "pending",
        waits_for: ["oms"],
      })

      await pipeline.repair.resolve(at.oms!, {
        resolution: "succeeded",
        note: "It is cancelled there.",
      })
      await pipeline.dispatcher.idle()
      expect(await pipeline.statusOf(at.loan!)).toBe("succeeded")
    })

    it("needs a person where one dismissed the other one", async () => {
      await pipeline.repair.resolve(at.oms!, {
        resolution: "dismissed",
        note: "It stays.",
      })
      await pipeline.drain()
      expect(await row(at.loan!)).toMatchObject({
        status: "needs_review",
        last_error: { code: "dependency_failed" },
      })
      expect(loan.sent).toEqual([])
    })

    it("survives a pause of either provider", async () => {
      await pipeline.providers.pause("oms", null)
      await pipeline.providers.pause("loan", null)
      await pipeline.drain()
      await pipeline.providers.resume("loan")
      await pipeline.drain()
      expect(await row(at.loan!)).toMatchObject({
        status: "pending",
        waits_for: ["oms"],
        next_attempt_at: null,
      })
      await pipeline.providers.resume("oms")
      await pipeline.drain()
      expect(await pipeline.statusOf(at.loan!)).toBe("succeeded")
    })

    it("begins its retry window when the waiting ends, also within a pause", async () => {
      answers(oms, down)
      await pipeline.drain()
      await pipeline.providers.pause("loan", null)
      ledger.clock.advance(50 * HOUR_MS)
      answers(oms, done)
      await pipeline.dispatcher.sweep()
      await pipeline.dispatcher.idle()
      expect(await pipeline.statusOf(at.oms!)).toBe("succeeded")
      const ended = await ledger.clock.now()
      ledger.clock.advance(10 * HOUR_MS)
      await pipeline.providers.resume("loan")

      expect((await row(at.loan!)).retry_until).toEqual(
        new Date(ended.getTime() + (72 + 10) * HOUR_MS)
      )
    })

    it("is not overdue, but the other one is", async () => {
      answers(oms, down)
      await pipeline.drain()
      const { sql } = ledger.database
      const late = new Date((await ledger.clock.now()).getTime() + 80 * HOUR_MS)
      expect(await announceOverdue(sql, late, late)).toBe(1)
      expect(await row(at.loan!)).toMatchObject({ overdue_at: null })
    })

    it("is closed by a person as any other", async () => {
      await pipeline.repair.resolve(at.loan!, {
        resolution: "succeeded",
        note: "Done by hand.",
      })
      await pipeline.drain()
      expect(await row(at.loan!)).toMatchObject({
        status: "succeeded",
        waits_for: null,
      })
      expect(loan.sent).toEqual([])
    })

    it.each([
      ["nothing", {}],
      ["a note alone", { note: "Try it." }],
      ["no note", { without_waiting: true }],
      ["an empty note", { without_waiting: true, note: " " }],
    ])("is not sent before its turn by a retry with %s", async (_, input) => {
      const refusal =
        /waits for "oms", and goes by itself once .* without_waiting and a note/
      await expect(pipeline.repair.retry(at.loan!, input)).rejects.toThrow(
        refusal
      )
      answers(oms, shipped)
      await pipeline.drain()
      await expect(pipeline.repair.retry(at.loan!, input)).rejects.toThrow(
        refusal
      )
      expect(await pipeline.repair.retryMany([at.loan!], null)).toMatchObject({
        retried: [],
      })
      await pipeline.drain()
      expect(loan.sent).toEqual([])
    })

    it.each([
      ["while it waits", false],
      ["once that one has failed", true],
    ])("is sent %s where a person says so", async (_, hasFailed) => {
      answers(oms, hasFailed ? shipped : down)
      await pipeline.drain()
      await pipeline.repair.retry(at.loan!, {
        without_waiting: true,
        note: "The shop pays for it.",
      })
      // What comes later doesn't make it wait again.
      await pipeline.register("oms", "oms_2", {
        total: "10",
        canceled_at: await ledger.clock.now(),
      })
      await pipeline.drain()
      expect(await row(at.loan!)).toMatchObject({
        status: "succeeded",
        waits_for: null,
        goes_after: null,
      })
    })

    it("is found by the sweep where a process that knows of no turns settled the other one", async () => {
      await pipeline.dispatcher.sweep()
      const other = start({ loan })
      await ledger.database.sql.raw(
        `update cncl_cancellation
         set status = 'succeeded', next_attempt_at = null
         where id = ?`,
        [at.oms!]
      )
      await other.dispatcher.sweep()
      await other.dispatcher.idle()
      // It may have been the first one that claimed it.
      await pipeline.dispatcher.idle()
      expect(await pipeline.statusOf(at.loan!)).toBe("succeeded")
    })

    it("goes although the option, or the other provider, is gone from the configuration", async () => {
      const without = start({ loan }, {})
      await without.drain()
      expect(loan.sent).toEqual([])
      await without.repair.resolve(at.oms!, {
        resolution: "succeeded",
        note: "Done there.",
      })
      await without.dispatcher.idle()
      expect(await pipeline.statusOf(at.loan!)).toBe("succeeded")
    })
  })

  it("goes at once where the order has nothing there", async () => {
    await pipeline.register("loan", "loan_1", { total: "100" })
    const at = await cancelled()
    expect(await row(at.loan!)).toMatchObject({
      waits_for: null,
      goes_after: ["oms"],
    })
    await pipeline.drain()
    expect(await pipeline.statusOf(at.loan!)).toBe("succeeded")
  })

  it("waits for each provider order, and for each provider", async () => {
    const erp = new ScriptedProvider()
    pipeline = start({ oms, erp, loan }, { loan: ["oms", "erp"] })
    await pipeline.register("loan", "loan_1", { total: "100" })
    await pipeline.register("oms", "oms_1", { total: "1" })
    await pipeline.register("oms", "oms_2", { total: "1" })
    await pipeline.register("erp", "erp_1", { total: "1" })
    const at = await cancelled()
    expect(await row(at.loan!)).toMatchObject({ waits_for: ["oms", "erp"] })

    oms.script = {
      onSend: ({ provider_order }) =>
        Promise.resolve(provider_order.external_id === "oms_2" ? down : done),
    }
    await pipeline.drain()
    expect(await row(at.loan!)).toMatchObject({
      status: "pending",
      waits_for: ["oms"],
    })
    answers(oms, done)
    ledger.clock.advance(HOUR_MS)
    await pipeline.dispatcher.sweep()
    await pipeline.dispatcher.idle()
    expect(await pipeline.statusOf(at.loan!)).toBe("succeeded")
  })

  it("goes down a chain, one after the other", async () => {
    const erp = new ScriptedProvider()
    const sent: string[] = []
    for (const [name, provider] of Object.entries({ oms, erp, loan })) {
      provider.script = {
        onSend: () => {
          sent.push(name)
          return Promise.resolve(done)
        },
      }
    }
    pipeline = start({ loan, erp, oms }, { loan: ["erp"], erp: ["oms"] })
    await pipeline.register("loan", "loan_1", { total: "1" })
    await pipeline.register("erp", "erp_1", { total: "1" })
    await pipeline.register("oms", "oms_1", { total: "1" })
    const at = await cancelled()
    await pipeline.drain()
    expect(sent).toEqual(["oms", "erp", "loan"])
    expect(await pipeline.statusOf(at.loan!)).toBe("succeeded")
  })

  it("keeps the end of a chain waiting while its middle needs a person", async () => {
    const erp = new ScriptedProvider()
    pipeline = start({ loan, erp, oms }, { loan: ["erp"], erp: ["oms"] })
    await pipeline.register("loan", "loan_1", { total: "1" })
    await pipeline.register("erp", "erp_1", { total: "1" })
    await pipeline.register("oms", "oms_1", { total: "1" })
    const at = await cancelled()
    answers(oms, shipped)
    await pipeline.drain()
    expect(await pipeline.statusOf(at.erp!)).toBe("needs_review")
    expect(await row(at.loan!)).toMatchObject({
      status: "pending",
      waits_for: ["erp"],
    })
    await pipeline.repair.resolve(at.erp!, {
      resolution: "dismissed",
      note: "Not there either.",
    })
    expect(await pipeline.statusOf(at.loan!)).toBe("needs_review")
    expect([erp.sent, loan.sent]).toEqual([[], []])
  })

  describe("and what a person asked for", () => {
    let loanOrder: string
    let omsOrder: string

    beforeEach(async () => {
      loanOrder = await pipeline.register("loan", "loan_1", { total: "100" })
      omsOrder = await pipeline.register("oms", "oms_1", { total: "100" })
    })

    it("goes at once at one provider", async () => {
      const id = await pipeline.cancel(loanOrder)
      expect(await row(id)).toMatchObject({ waits_for: null, goes_after: null })
      const part = await pipeline.void(omsOrder, { amount: "5" })
      expect(await row(part)).toMatchObject({ goes_after: null })
    })

    it("takes its turn where it is the whole order", async () => {
      const { ids } = await pipeline.capture.cancels({
        order_id: "order_1",
        source: "workflow",
        captured_by: "request",
      })
      const rows = await Promise.all(ids.map(row))
      expect(
        rows.map(({ provider_id, waits_for }) => [provider_id, waits_for])
      ).toEqual([
        ["loan", ["oms"]],
        ["oms", null],
      ])
    })

    it("is waited for, where it is the cancel of the order there", async () => {
      const byHand = await pipeline.cancel(omsOrder)
      const at = await cancelled()
      expect(at.oms).toBe(byHand)
      expect(await row(at.loan!)).toMatchObject({ waits_for: ["oms"] })

      answers(oms, shipped)
      await pipeline.drain()
      expect(await pipeline.statusOf(at.loan!)).toBe("needs_review")
      expect(loan.sent).toEqual([])

      // The reconciliation captures the order's own cancel beside it.
      answers(oms, done)
      await cancelled()
      await pipeline.drain()
      expect(await pipeline.statusOf(at.loan!)).toBe("succeeded")
    })

    it("counts where it was refused before", async () => {
      answers(oms, shipped)
      await pipeline.cancel(omsOrder)
      await pipeline.drain()
      // A backfill of this provider only.
      const { ids } = await pipeline.capture.cancels({
        order_id: "order_1",
        provider_order_ids: [loanOrder],
        source: "order_canceled",
        source_id: "order_1",
        captured_by: "reconciliation",
      })
      expect(await row(ids[0]!)).toMatchObject({
        status: "needs_review",
        last_error: { code: "dependency_failed" },
      })
    })

    it("makes wait what was not sent yet", async () => {
      await pipeline.providers.pause("loan", null)
      const { ids } = await pipeline.capture.cancels({
        order_id: "order_1",
        provider_order_ids: [loanOrder],
        source: "order_canceled",
        source_id: "order_1",
        captured_by: "reconciliation",
      })
      expect(await row(ids[0]!)).toMatchObject({ waits_for: null })
      await pipeline.cancel(omsOrder)
      expect(await row(ids[0]!)).toMatchObject({
        waits_for: ["oms"],
        next_attempt_at: null,
      })
    })
  })

  describe("and what is found later", () => {
    const later = async (by = pipeline): Promise<string> => {
      ledger.clock.advance(5 * 60_000)
      const { cancellation_ids } = await by.book.register({
        order_id: "order_1",
        order_display_id: 1,
        canceled_at: await ledger.clock
          .now()
          .then((now) => new Date(now.getTime() - 4 * 60_000)),
        created_by: null,
        provider_order: {
          provider_id: "oms",
          external_id: "oms_late",
          origin: "explicit",
          total: "1",
          total_source: "explicit",
          currency_code: "eur",
          items: null,
          metadata: null,
        },
      })
      return cancellation_ids[0]!
    }

    it("is waited for by what was not sent, or was proven not to be processed", async () => {
      await pipeline.register("loan", "loan_1", { total: "100" })
      answers(loan, down)
      const at = await cancelled()
      await pipeline.drain()
      expect(loan.sent).toHaveLength(1)

      answers(oms, down)
      const late = await later()
      answers(loan, done)
      await pipeline.dispatcher.sweep()
      await pipeline.dispatcher.idle()
      expect(await row(at.loan!)).toMatchObject({ waits_for: ["oms"] })
      expect(loan.sent).toHaveLength(1)

      await pipeline.repair.resolve(late, {
        resolution: "succeeded",
        note: "Done there.",
      })
      await pipeline.dispatcher.idle()
      expect(await pipeline.statusOf(at.loan!)).toBe("succeeded")
    })

    it("is waited for by what comes back from a call that was not processed", async () => {
      await pipeline.register("loan", "loan_1", { total: "100" })
      answers(oms, down)
      loan.script = {
        onSend: async () => {
          await later()
          return down
        },
      }
      const at = await cancelled()
      await pipeline.drain()
      expect(await row(at.loan!)).toMatchObject({
        status: "pending",
        waits_for: ["oms"],
        next_attempt_at: null,
      })
    })

    it("is not waited for by what may have been applied", async () => {
      await pipeline.register("loan", "loan_1", { total: "100" })
      loan.script = {
        cancel: { harmless_to_repeat: true },
        onSend: () =>
          Promise.resolve(unknown({ code: "timeout", message: "Nothing." })),
      }
      pipeline = start()
      const at = await cancelled()
      await pipeline.drain()
      await later()
      expect(await row(at.loan!)).toMatchObject({
        status: "pending",
        waits_for: null,
      })
    })

    it("closes no circle where the configuration was turned round", async () => {
      await pipeline.register("loan", "loan_1", { total: "100" })
      await pipeline.providers.pause("loan", null)
      const at = await cancelled()
      const turned = start({ oms, loan }, { oms: ["loan"] })
      const late = await later(turned)
      expect(await row(late)).toMatchObject({
        goes_after: null,
        waits_for: null,
      })
      await pipeline.drain()
      await pipeline.providers.resume("loan")
      await pipeline.drain()
      expect(await pipeline.statusOf(at.loan!)).toBe("succeeded")
    })
  })

  describe("a part", () => {
    let loanOrder: string
    let omsOrder: string

    const part = (
      providerOrderId: string,
      refund: string,
      fields: Partial<CaptureVoidInput> = {}
    ): Promise<string> =>
      pipeline.void(providerOrderId, {
        amount: "10",
        source: "payment_refunded",
        source_id: refund,
        captured_by: "event",
        ...fields,
      })

    beforeEach(async () => {
      loanOrder = await pipeline.register("loan", "loan_1", { total: "100" })
      omsOrder = await pipeline.register("oms", "oms_1", { total: "100" })
    })

    it("waits for the part of the same cause only", async () => {
      answers(oms, down)
      const one = await part(omsOrder, "refund_1")
      const same = await part(loanOrder, "refund_1")
      const other = await part(loanOrder, "refund_2")
      expect(await row(same)).toMatchObject({ waits_for: ["oms"] })
      expect(await row(other)).toMatchObject({ waits_for: null })
      await pipeline.repair.resolve(one, {
        resolution: "succeeded",
        note: "Done.",
      })
      await pipeline.dispatcher.idle()
      expect(await pipeline.statusOf(same)).toBe("succeeded")
    })

    it("holds its lane, and later ones go in the order asked", async () => {
      answers(oms, down)
      const one = await part(omsOrder, "refund_1")
      const waiting = await part(loanOrder, "refund_1")
      const asked = await pipeline.void(loanOrder, { amount: "7" })
      await pipeline.drain()
      expect(await pipeline.statusOf(asked)).toBe("pending")
      await pipeline.repair.resolve(one, {
        resolution: "dismissed",
        note: "Not wanted.",
      })
      // Before a person, it holds nothing up.
      await pipeline.drain()
      expect(await pipeline.statusOf(waiting)).toBe("needs_review")
      expect(await pipeline.statusOf(asked)).toBe("succeeded")
      expect(loan.sent.map(({ amount }) => amount)).toEqual(["7"])
    })

    it("keeps its amount while it waits", async () => {
      answers(oms, down)
      await part(omsOrder, "refund_1")
      await part(loanOrder, "refund_1", { amount: "60" })
      await expect(pipeline.void(loanOrder, { amount: "50" })).rejects.toThrow(
        /40/
      )
    })

    it("is superseded by a whole cancel, at once or when it would go", async () => {
      answers(oms, shipped)
      const refused = await part(omsOrder, "refund_1")
      const failed = await part(loanOrder, "refund_1")
      await pipeline.drain()
      expect(await pipeline.statusOf(failed)).toBe("needs_review")
      answers(oms, down)
      await part(omsOrder, "refund_2")
      const waiting = await part(loanOrder, "refund_2")

      answers(loan, down)
      await pipeline.cancel(loanOrder)
      expect(await row(waiting)).toMatchObject({
        status: "superseded",
        waits_for: null,
      })
      await pipeline.repair.resolve(refused, {
        resolution: "succeeded",
        note: "Done there.",
      })
      expect(await row(failed)).toMatchObject({
        status: "superseded",
        waits_for: null,
      })
      expect(loan.sent.filter(({ kind }) => kind === "void")).toEqual([])
    })

    it("keeps nothing private once it is superseded instead of going", async () => {
      answers(oms, shipped)
      const refused = await part(omsOrder, "refund_1")
      await pipeline.drain()
      const failed = await part(loanOrder, "refund_1", {
        details: { iban: "ES91" },
      })
      expect(await pipeline.statusOf(failed)).toBe("needs_review")
      answers(loan, down)
      await pipeline.cancel(loanOrder)
      await pipeline.repair.resolve(refused, {
        resolution: "succeeded",
        note: "Done there.",
      })
      expect(await pipeline.statusOf(failed)).toBe("superseded")
      expect(await privateDetails(ledger.database.sql)).toEqual([])
    })
  })

  describe("among processes", () => {
    it.each([1, 2, 3, 4, 5])(
      "is let go by the last of two ends that are written at once (%d)",
      async () => {
        const erp = new ScriptedProvider()
        const after = { loan: ["oms", "erp"] }
        const first = start({ oms, loan }, { loan: ["oms"] })
        const second = start({ erp, loan }, { loan: ["erp"] })
        pipeline = start({ oms, erp, loan }, after)
        const orders = Array.from({ length: 8 }, (_, n) => `order_${n}`)
        for (const order_id of orders) {
          await pipeline.register("loan", `loan_${order_id}`, { order_id })
          await pipeline.register("oms", `oms_${order_id}`, { order_id })
          await pipeline.register("erp", `erp_${order_id}`, { order_id })
        }
        const all = await Promise.all(
          orders.map((order) => cancelled(pipeline, order))
        )
        await Promise.all([first.drain(), second.drain()])
        await Promise.all([first.drain(), second.drain()])
        expect(
          await Promise.all(all.map(({ loan: id }) => pipeline.statusOf(id!)))
        ).toEqual(orders.map(() => "succeeded"))
      }
    )

    it("waits, or goes, but is never forgotten, where one is captured while the other is settled", async () => {
      const orders = Array.from({ length: 30 }, (_, n) => `order_${n}`)
      const others = [start(), start()]
      for (const order_id of orders) {
        await pipeline.register("loan", `loan_${order_id}`, { order_id })
        const id = await pipeline.register("oms", `oms_${order_id}`, {
          order_id,
        })
        await pipeline.cancel(id, { order_id })
      }
      const captured = Promise.all(
        orders.map((order) => cancelled(others[0], order))
      )
      await Promise.all([pipeline.drain(), others[1]!.drain()])
      const all = await captured
      await Promise.all([pipeline.drain(), others[0]!.drain()])
      expect(
        await Promise.all(all.map(({ loan: id }) => pipeline.statusOf(id!)))
      ).toEqual(orders.map(() => "succeeded"))
    })

    it("never goes ahead of what another process registers at the same time", async () => {
      const orders = Array.from({ length: 20 }, (_, n) => `order_${n}`)
      const canceled_at = await ledger.clock.now()
      ledger.clock.advance(5 * 60_000)
      answers(oms, down)
      const other = start()
      await Promise.all(
        orders.flatMap((order_id) => [
          pipeline.register("loan", `loan_${order_id}`, {
            order_id,
            canceled_at,
          }),
          other.register("oms", `oms_${order_id}`, { order_id, canceled_at }),
        ])
      )
      const rows = await ledger.database.sql.raw<{ rows: CancellationRow[] }>(
        "select * from cncl_cancellation where provider_id = 'loan'"
      )
      expect(rows.rows.map(({ waits_for }) => waits_for)).toEqual(
        orders.map(() => ["oms"])
      )
    })
  })
})
