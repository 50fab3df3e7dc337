import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { succeeded } from "../../src/provider-kit"
import { PROOF } from "../../src/provider-kit/__fixtures__/proof"
import { useLedger } from "../support/ledger"
import { until } from "../support/until"

const IBAN = "ES9121000418450200051332"
const NAME = "Ana Garcia"

describe("what the database says of a statement that failed", () => {
  const ledger = useLedger()

  /** Breaks the connection of whoever waits for a lock. */
  const killWaiting = async (): Promise<boolean> => {
    const killed = await rowsOf(
      ledger.database.sql,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where wait_event_type = 'Lock' and datname = current_database()`
    )
    return killed.length > 0
  }

  it("holds no value of the statement: no IBAN, and no name", async () => {
    const [pipeline] = ledger.startWith()
    const lane = await pipeline.register("scripted", "e1", { total: "100" })
    const lock = await ledger.database.sql.transaction()
    await lock.raw("lock table cncl_private_detail in exclusive mode")

    const failing = pipeline
      .void(lane, { amount: "10", details: { iban: IBAN, holder_name: NAME } })
      .catch((error: unknown) => error)
    await until(killWaiting)
    const error = (await failing) as Error
    await lock.rollback()

    expect(error).toBeInstanceOf(Error)
    const told = [
      error.message,
      error.stack,
      JSON.stringify(error),
      JSON.stringify(Object.values(error)),
    ].join("\n")
    expect(told).not.toContain(IBAN)
    expect(told).not.toContain(NAME)
    expect(error.message).toMatch(/terminat/)
  })

  it("takes a short line of the log, however large what was to be written", async () => {
    const { sql } = ledger.database
    const [pipeline] = ledger.startWith({
      onSend: async () => {
        await sql.raw("alter table cncl_attempt rename to cncl_attempt_away")
        return succeeded({ proof: PROOF, reference: "r".repeat(900) })
      },
    })
    const lane = await pipeline.register("scripted", "e1", { total: "100" })
    const id = await pipeline.cancel(lane)
    pipeline.dispatcher.kick()
    await until(() =>
      pipeline.logger.lines.some(({ text }) => text.includes("settling"))
    )
    await sql.raw("alter table cncl_attempt_away rename to cncl_attempt")
    // It pauses before it writes again.
    await until(async () => {
      ledger.clock.advance(10_000)
      return (await pipeline.statusOf(id)) === "succeeded"
    })

    const [line] = pipeline.logger.lines.filter(({ text }) =>
      text.includes("settling")
    )
    expect(line?.text).toContain("cncl_attempt")
    expect(line?.text).not.toContain("jsonb_to_recordset")
  })
})
