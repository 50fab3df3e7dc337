import { readFileSync } from "node:fs"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { useLedger } from "../support/ledger"
import { ScriptedProvider } from "../support/scripted-provider"

const ledger = useLedger()

/** The SQL that a document tells an operator to run. */
const statementsIn = (path: string): string[] =>
  [...readFileSync(path, "utf8").matchAll(/^```sql\n(.*?)^```/gms)].map(
    ([, statement]) => statement ?? ""
  )

it("what operators are told to do after going back to a backup pauses a provider", async () => {
  const statement = statementsIn("docs/operators.md").find((one) =>
    one.includes("cncl_provider_state")
  )

  // The second time, there is a row already.
  for (let time = 0; time < 2; time++) {
    await ledger.database.sql.raw(statement ?? "")
    expect(
      await rowsOf(
        ledger.database.sql,
        "select id, paused_by, pause_reason from cncl_provider_state"
      )
    ).toEqual([
      {
        id: "climes",
        paused_by: "operator",
        pause_reason: "an older backup was restored",
      },
    ])
  }
})

it("what operators are told to do to switch something off at once does so", async () => {
  const pipeline = ledger.start(
    { climes: new ScriptedProvider() },
    { options: { automation: { orderEdited: true } } }
  )
  await pipeline.startTimes.ensure()
  const statement = statementsIn("docs/operators.md").find((one) =>
    one.includes("cncl_start_time")
  )

  await ledger.database.sql.raw(statement ?? "")

  expect(
    await rowsOf(
      ledger.database.sql,
      `select source from cncl_start_time
       where disabled_at is null order by source`
    )
  ).toEqual([{ source: "order_canceled" }])
})
