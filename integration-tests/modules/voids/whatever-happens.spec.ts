import fc from "fast-check"
import { CancellationStatus } from "../../../src/modules/cancellation/core/status"
import { repeated, rowsOf } from "../../../src/modules/cancellation/ledger/sql"
import { useLedger } from "../../support/ledger"
import { VirtualClock } from "../../support/virtual-clock"
import { Step, anyAbilities, anyStep } from "./support/steps"
import { World } from "./support/world"

/** 150 histories take 30 s. A busy machine plays as many as it can. */
const BUDGET_MS = 50_000

describe("voids, whatever happens,", () => {
  const ledger = useLedger()

  beforeAll(async () => {
    await ledger.database.sql.raw(`
      create table test_transition (
        id text, from_status text, to_status text
      );
      create function record_transition() returns trigger as $$
        begin
          if tg_op = 'INSERT' then
            insert into test_transition values (new.id, null, new.status);
          elsif old.status <> new.status then
            insert into test_transition
            values (new.id, old.status, new.status);
          end if;
          return null;
        end
      $$ language plpgsql;
      create trigger transitions after insert or update on cncl_cancellation
        for each row execute function record_transition();
    `)
  })

  /**
   * Deletes the few rows, which is faster than truncating. It is repeated,
   * because a process of the last history may still be writing, and this
   * doesn't keep to the order of locks.
   */
  const forgetAll = (): Promise<unknown> =>
    repeated(() =>
      ledger.database.sql.raw(
        `delete from cncl_attempt; delete from cncl_private_detail;
         delete from cncl_cancellation; delete from cncl_provider_order;
         delete from cncl_provider_state; delete from test_transition`
      )
    )

  it("never sum past the total, nothing is done twice or forgotten, and statuses go by the table", async () => {
    const ways = new Set<string>()
    const endsAt = performance.now() + BUDGET_MS
    await fc.assert(
      fc.asyncProperty(
        anyAbilities,
        fc.array(anyStep, { minLength: 8, maxLength: 20 }),
        async (can, random) => {
          if (performance.now() > endsAt) {
            return
          }
          const steps: Step[] = [
            { type: "void", size: 3, line: 0 },
            { type: "void", size: 4, line: 1 },
            ...random,
          ]
          await forgetAll()
          const world = new World(ledger.database.sql, new VirtualClock(), can)
          await world.begin()
          for (const each of steps) {
            await world.take(each)
            await world.check()
          }
          await world.end()
          await world.check()

          const transitions = await rowsOf<{
            from_status: CancellationStatus | null
            to_status: CancellationStatus
          }>(ledger.database.sql, "select * from test_transition")
          for (const { from_status, to_status } of transitions) {
            ways.add(`${from_status} ${to_status}`)
          }
        }
      ),
      { numRuns: 150, endOnFailure: true }
    )
    expect(ways.size).toBeGreaterThan(10)
  })
})
