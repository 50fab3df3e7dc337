import { Sandbox, startSandbox } from "../../sandbox"
import { AkinonCancellationProvider } from "../../src/providers/akinon/service"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { useLedger } from "../support/ledger"

describe("the evidence of a call whose token had expired", () => {
  const ledger = useLedger()
  let sandbox: Sandbox

  beforeAll(async () => {
    sandbox = await startSandbox()
  })

  afterAll(async () => {
    await sandbox.stop()
  })

  it("is the answer that proves it, and then the refused one", async () => {
    const { akinon } = sandbox
    const { username, password } = akinon.credentials
    const pipeline = ledger.start({
      akinon: new AkinonCancellationProvider(
        {},
        { baseUrl: akinon.url, username, password }
      ),
    })
    const { pk } = akinon.orders.create({ items: 2 })
    const lane = await pipeline.register("akinon", String(pk))
    akinon.faults.next(
      { type: "respond", status: 401, body: { detail: "Expired." } },
      { method: "POST", path: /\/cancel\/$/ }
    )

    const id = await pipeline.cancel(lane)
    await pipeline.drain()

    expect(await pipeline.statusOf(id)).toBe("succeeded")
    const attempts = await rowsOf<Record<string, unknown>>(
      ledger.database.sql,
      `select outcome, http_status, request, response from cncl_attempt
       where cancellation_id = :id`,
      { id }
    )
    expect(attempts).toMatchObject([
      {
        outcome: "succeeded",
        http_status: 200,
        request: { method: "POST", body: { is_all: true } },
        response: {
          body: { pk, status: 100 },
          follow_up: [{ http_status: 401, body: { detail: "Expired." } }],
        },
      },
    ])
  })
})
