import { AsyncLocalStorage } from "node:async_hooks"
import { Client } from "@medusajs/framework/pg"

interface Asking {
  query: (this: unknown, ...args: unknown[]) => unknown
}

/** What each new connection is told, whoever needs it. */
const GREETING = /^(select version\(\)|set search_path)/i

/**
 * What some work asks of the database, in order. What the process does beside
 * it at the same time, its jobs above all, doesn't count.
 */
export const statementsOf = async (
  work: () => Promise<void>
): Promise<string[]> => {
  const statements: string[] = []
  const own = new AsyncLocalStorage<true>()
  const client = Client.prototype as unknown as Asking
  const { query } = client
  const spy = jest.spyOn(client, "query").mockImplementation(function (
    this: unknown,
    ...args
  ) {
    if (own.getStore()) {
      const [asked] = args
      const text =
        typeof asked === "string" ? asked : (asked as { text: string }).text
      if (!GREETING.test(text)) {
        statements.push(text)
      }
    }
    return query.apply(this, args)
  })
  try {
    await own.run(true, work)
    return statements
  } finally {
    spy.mockRestore()
  }
}
