import { Sql } from "../../../../src/modules/cancellation/ledger/sql"

const never = <T>(): Promise<T> => new Promise<T>(() => undefined)

class Died extends Error {}

/**
 * A process that may die at any of its await points. Nothing of a dead process
 * goes on, so whoever waits for it waits for ever. Its open transaction is
 * rolled back, as PostgreSQL does when the connection is gone.
 */
export class Mortal {
  private pointsLeft = Infinity
  private die: () => void = () => undefined
  private others: ((point: number) => Promise<void>) | null = null
  isDead = false
  /** How many await points it has passed. */
  points = 0

  /** Resolves when it has died. */
  readonly death = new Promise<void>((resolve) => {
    this.die = resolve
  })

  /** It dies at its `points`-th await point from now. */
  doom(points: number): void {
    this.pointsLeft = points
  }

  spare(): void {
    this.pointsLeft = Infinity
  }

  /** At each await point, counted from now, it first waits for this. */
  waitFor(others: (point: number) => Promise<void>): void {
    const from = this.points
    this.others = (point) => others(point - from)
  }

  goAlone(): void {
    this.others = null
  }

  /** Passes an await point. Returns false where the process dies there. */
  private async survives(): Promise<boolean> {
    const point = this.points++
    await this.others?.(point)
    if (!this.isDead && this.pointsLeft-- <= 0) {
      this.isDead = true
      this.die()
    }
    return !this.isDead
  }

  async point(): Promise<void> {
    if (!(await this.survives())) {
      await never()
    }
  }

  /** The database as this process sees it. */
  sql(real: Sql): Sql {
    const raw = async (
      target: Sql,
      ...args: [string, never]
    ): Promise<unknown> => {
      await this.point()
      const answer: unknown = await target.raw(...args)
      await this.point()
      return answer
    }

    const rawInTransaction = async (
      target: Sql,
      ...args: [string, never]
    ): Promise<unknown> => {
      if (!(await this.survives())) {
        throw new Died()
      }
      const answer: unknown = await target.raw(...args)
      if (!(await this.survives())) {
        throw new Died()
      }
      return answer
    }

    const transaction = async (
      work: (trx: Sql) => Promise<unknown>,
      config: never
    ): Promise<unknown> => {
      await this.point()
      let answer: unknown
      try {
        answer = await real.transaction(async (trx) => {
          const done = await work({
            raw: (...args: [string, never]) => rawInTransaction(trx, ...args),
          } as unknown as Sql)
          if (!(await this.survives())) {
            throw new Died()
          }
          return done
        }, config)
      } catch (error) {
        if (error instanceof Died) {
          return never()
        }
        throw error
      }
      // It is committed, and nobody is left to learn of it.
      await this.point()
      return answer
    }

    return {
      raw: (...args: [string, never]) => raw(real, ...args),
      transaction,
    } as unknown as Sql
  }
}
