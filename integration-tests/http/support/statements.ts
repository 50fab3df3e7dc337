import { AsyncLocalStorage } from "node:async_hooks"
import { Client } from "@medusajs/framework/pg"

interface Statement {
  text: string
  values?: unknown[]
}

interface Asking {
  query: (this: unknown, ...args: unknown[]) => unknown
}

/** Does some work, and hears of each statement that this process sends. */
const hearing = async (
  onStatement: (statement: Statement) => void,
  work: () => Promise<void>
): Promise<void> => {
  const client = Client.prototype as unknown as Asking
  const { query } = client
  const spy = jest.spyOn(client, "query").mockImplementation(function (
    this: unknown,
    ...args
  ) {
    const asked = args[0] as string | Statement
    onStatement(typeof asked === "string" ? { text: asked } : asked)
    return query.apply(this, args)
  })
  try {
    await work()
  } finally {
    spy.mockRestore()
  }
}

/** A statement as it was sent, with its values in their places. */
const written = ({ text, values }: Statement): string =>
  text.replace(/\$(\d+)/g, (_, n: string) =>
    new Client().escapeLiteral(String(values?.[Number(n) - 1]))
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
  await hearing((statement) => {
    const text = written(statement)
    if (/^select/i.test(text) && text.includes(`"${table}"`)) {
      reads.push(text)
    }
  }, work)
  return reads
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
  await hearing(
    ({ text }) => {
      if (own.getStore() && !GREETING.test(text)) {
        statements.push(text)
      }
    },
    () => own.run(true, work)
  )
  return statements
}
