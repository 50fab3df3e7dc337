import {
  type EmptyDatabase,
  createEmptyDatabase,
} from "../scripts/empty-database"
import { type LargeLedger, openLargeLedger } from "./large-ledger"
import type { Sizes } from "./sizes"
import { createTables } from "./store/process"
import type { World } from "./world"

/** What the lines are measured with, and what several of them share. */
export interface Bench {
  world: World
  sizes: Sizes
  tell: (text: string) => void
  /** A new database with the tables of a store. */
  storeDatabase(): Promise<EmptyDatabase>
  /** A store's database with the ledger of years, the same for every line. */
  largeLedger(): Promise<LargeLedger>
  close(): Promise<void>
}

/** What is costly is made when a line first asks for it. */
export const createBench = (
  world: World,
  sizes: Sizes,
  tell: Bench["tell"]
): Bench => {
  const undo: (() => Promise<void>)[] = []
  const template = once(async () => {
    tell("creating the tables of a store")
    const created = await createEmptyDatabase(world.postgres.url, "bench")
    undo.push(() => created.drop())
    await createTables(created.url, world.sandbox.access)
    return created
  })
  const storeDatabase = async (): Promise<EmptyDatabase> => {
    const made = await createEmptyDatabase(
      world.postgres.url,
      "bench",
      await template()
    )
    undo.push(() => made.drop())
    return made
  }
  return {
    world,
    sizes,
    tell,
    storeDatabase,
    largeLedger: once(async () => {
      const large = await openLargeLedger(
        world,
        await storeDatabase(),
        sizes,
        tell
      )
      undo.push(() => large.close())
      return large
    }),
    close: async () => {
      for (const task of undo.splice(0).reverse()) {
        await task()
      }
    },
  }
}

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
