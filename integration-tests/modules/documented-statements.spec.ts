import { readFileSync } from "node:fs"
import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { useLedger } from "../support/ledger"

const ledger = useLedger()

/** The SQL that a page of the documents tells an operator to run. */
const statementsIn = (path: string): string[] =>
  [...readFileSync(path, "utf8").matchAll(/^```sql\n(.*?)^```/gms)].map(
    ([, statement]) => statement ?? ""
  )

it("what operators are told to do after going back to a backup pauses a provider", async () => {
  const [statement] = statementsIn("docs/operators.md")

  // Whether there is a row for it already, or not.
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
