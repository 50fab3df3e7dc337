import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { pass } from "./station"

/** The statement that ends attempts has this, and no other one. */
const ENDS_ATTEMPTS = "set outcome = s.outcome"

const withOwn = <T extends object>(of: T, own: Partial<T>): T =>
  new Proxy(of, {
    get: (target, name) =>
      Reflect.get(name in own ? own : target, name) as unknown,
  })

type Work = (trx: Knex.Transaction) => Promise<unknown>

/**
 * The same connection, with a station between the commit of a settlement and
 * whatever the process does next.
 */
export const withStationAfterSettling = (sql: Knex): Knex => {
  const inTransaction = async (
    work: Work,
    config?: Knex.TransactionConfig
  ): Promise<unknown> => {
    const statements: string[] = []
    const answer = await sql.transaction((trx) => {
      const raw = (text: string, values: Knex.ValueDict): Knex.Raw => {
        statements.push(text)
        return trx.raw(text, values)
      }
      return work(withOwn(trx, { raw: raw as Knex.Transaction["raw"] }))
    }, config)
    if (statements.some((text) => text.includes(ENDS_ATTEMPTS))) {
      await pass("after the settlement")
    }
    return answer
  }

  return withOwn(sql, {
    // MikroORM begins its own with no work, and ends them itself.
    transaction: ((work: Work | undefined, config?: Knex.TransactionConfig) =>
      work
        ? inTransaction(work, config)
        : sql.transaction(work, config)) as Knex["transaction"],
  })
}
