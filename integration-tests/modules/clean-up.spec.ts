import {
  deleteOldAttempts,
  wipeOldPrivateDetails,
} from "../../src/modules/cancellation/ledger/clean-up"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { Outcome, retry, succeeded, unknown } from "../../src/provider-kit"
import { useLedger } from "../support/ledger"
import { Pipeline } from "../support/pipeline"
import { PROOF } from "../../src/provider-kit/__fixtures__/proof"

const DAY_MS = 86_400_000

describe("what is kept, and for how long", () => {
  const ledger = useLedger({ chance: () => 0 })
  let pipeline: Pipeline
  let answers: Outcome[]

  beforeEach(() => {
    answers = []
    ;[pipeline] = ledger.startWith({
      onSend: () =>
        Promise.resolve(answers.shift() ?? succeeded({ proof: PROOF })),
    })
  })

  it("deletes old attempts of what has ended, and keeps the last one as evidence", async () => {
    answers = [
      retry({ code: "throttled", message: "later" }),
      retry({ code: "throttled", message: "later" }),
    ]
    await pipeline.register("scripted", "ext_1")
    const [id] = (await pipeline.cancelOrder()) as [string]
    for (let tries = 0; tries < 3; tries++) {
      await pipeline.drain()
      ledger.clock.advance(1_000)
    }
    expect(await pipeline.attempts(id)).toHaveLength(3)

    ledger.clock.advance(89 * DAY_MS)
    await deleteOldAttempts(ledger.database.sql, 90, await ledger.clock.now())
    expect(await pipeline.attempts(id)).toHaveLength(3)

    ledger.clock.advance(2 * DAY_MS)
    await deleteOldAttempts(ledger.database.sql, 90, await ledger.clock.now())
    expect(await pipeline.attempts(id)).toMatchObject([
      { number: 3, outcome: "succeeded" },
    ])
    expect(await pipeline.row(id)).toMatchObject({ status: "succeeded" })
  })

  it("keeps the call that may have been applied where a person closed it, who may reopen it", async () => {
    answers = [unknown({ code: "timeout", message: "No answer came." })]
    const lane = await pipeline.register("scripted", "ext_1", { total: "100" })
    const id = await pipeline.void(lane, { amount: "60" })
    await pipeline.drain()
    answers = [retry({ code: "throttled", message: "later" })]
    await pipeline.repair.retry(id, {
      confirm_not_applied: true,
      note: "It is not there.",
    })
    await pipeline.drain()
    await pipeline.repair.resolve(id, {
      resolution: "succeeded",
      note: "It is there after all.",
    })
    ledger.clock.advance(91 * DAY_MS)
    await deleteOldAttempts(ledger.database.sql, 90, await ledger.clock.now())
    expect(await pipeline.attempts(id)).toMatchObject([
      { number: 1, outcome: "unknown" },
      { number: 2, outcome: "retry" },
    ])
  })

  it("wipes private details after 30 days in needs_review", async () => {
    answers = [unknown({ code: "timeout", message: "No answer came." })]
    await pipeline.register("scripted", "ext_1")
    const { ids } = await pipeline.capture.cancels({
      order_id: "order_1",
      source: "admin",
      captured_by: "request",
      details: { ibans: { 1: "ES9121000418450200051332" } },
    })
    await pipeline.drain()
    expect(await pipeline.row(ids[0] as string)).toMatchObject({
      status: "needs_review",
    })

    const kept = (): Promise<unknown[]> =>
      rowsOf(
        ledger.database.sql,
        "select id from cncl_private_detail where details <> '{}'"
      )
    ledger.clock.advance(29 * DAY_MS)
    await wipeOldPrivateDetails(ledger.database.sql, await ledger.clock.now())
    expect(await kept()).toHaveLength(1)

    ledger.clock.advance(2 * DAY_MS)
    await wipeOldPrivateDetails(ledger.database.sql, await ledger.clock.now())
    expect(await kept()).toHaveLength(0)
  })
})
