import { AsyncLocalStorage } from "node:async_hooks"
import { Client } from "@medusajs/framework/pg"

interface Asking {
  query: (this: unknown, ...args: unknown[]) => unknown
}

/** A statement as it was sent, with its values in their places. */
const written = (asked: { text: string; values?: unknown[] }): string =>
  asked.text.replace(/\$(\d+)/g, (_, n: string) =>
    new Client().escapeLiteral(String(asked.values?.[Number(n) - 1]))
  )

/**
 * All reads of a table meanwhile, by whomever: what a request asks for can't be
 * told from the rest. They can be explained.
 */
export const readsOf = async (
  table: string,
  work: () => Promise<void>
): Promise<string[]> => {
  const reads: string[] = []
  const client = Client.prototype as unknown as Asking
  const { query } = client
  const spy = jest.spyOn(client, "query").mockImplementation(function (
    this: unknown,
    ...args
  ) {
    const [asked] = args
    if (typeof asked !== "string") {
      const text = written(asked as { text: string; values?: unknown[] })
      if (/^select/i.test(text) && text.includes(`"${table}"`)) {
        reads.push(text)
      }
    }
    return query.apply(this, args)
  })
  try {
    await work()
    return reads
  } finally {
    spy.mockRestore()
  }
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
