import {
  Fact,
  FactPosition,
  positionAt,
  positionOf,
} from "../../ledger/facts/fact"
import {
  advanceCursor,
  markSwept,
  readCursor,
} from "../../ledger/reconciliation-cursor"
import { startTimesOf } from "../../ledger/start-times"
import { MatchingSettings, ReconciliationResult } from "../../types"
import { OperationContext } from "../context"
import { StartTimes, enabledSources } from "../start-times"
import { FactSource } from "./fact-source"
import { IndexBuilder } from "./index-builder"
import { MissedFacts } from "./missed-facts"

/**
 * Times are set before the commit, by clocks that differ: a fact that appears
 * behind the cursor within this time is found at once.
 */
export const OVERLAP_MS = 86_400_000

/** A fact that appears even later is found within a day. */
export const FULL_PASS_MS = 86_400_000

/** How much one run may read, so that a backlog never holds a process up. */
const PAGE_SIZE = 500
const PAGES_PER_RUN = 20
const FACTS_PER_RUN = 300

/**
 * Captures what a fact means, and gives the number of captured cancellations.
 */
export type CaptureFact = (fact: Fact) => Promise<number>

interface Run {
  providers: MatchingSettings[]
  since: Date
  now: Date
  pagesLeft: number
  factsLeft: number
  capture: CaptureFact
  result: ReconciliationResult
}

/** A walk through a range of facts, which may take several runs. */
interface Pass {
  at: FactPosition
  until: Date
  /** The pass reads the same facts in each run. */
  isRepeated?: true
}

/**
 * Finds the facts of one source in Medusa's own tables, so that a lost event
 * loses no cancellation. Any number of processes may do so at once: unique keys
 * decide what is captured.
 */
export class Reconciliation {
  private readonly missed: MissedFacts
  private overlap: Pass | null = null
  private fullPass: Pass | null = null
  private isRunning = false

  constructor(
    private readonly context: OperationContext,
    private readonly startTimes: StartTimes,
    private readonly indexes: IndexBuilder,
    private readonly facts: FactSource
  ) {
    this.missed = new MissedFacts(facts)
  }

  /**
   * Reads the new facts first, then the facts that may have appeared behind the
   * cursor, then, once a day, all facts since the start time.
   */
  async run(capture: CaptureFact): Promise<ReconciliationResult> {
    const result: ReconciliationResult = {
      captured: 0,
      fact_ids: [],
      failed: 0,
      error: null,
    }
    const { source } = this.facts
    if (
      this.isRunning ||
      !enabledSources(this.context.options).includes(source)
    ) {
      return result
    }
    this.isRunning = true
    try {
      await this.startTimes.ensure()
      const { sql, clock, registry } = this.context
      const starts = await startTimesOf(sql, source, registry.ids())
      const since = earliest([...starts.values()])
      if (since) {
        this.startIndex()
        await this.passes({
          providers: registry.matchingSettings(),
          since,
          now: await clock.now(),
          pagesLeft: PAGES_PER_RUN,
          factsLeft: FACTS_PER_RUN,
          capture,
          result,
        })
      }
      return result
    } finally {
      this.isRunning = false
    }
  }

  /**
   * The index is built in the background: the build waits for every older
   * transaction to end, and the reconciliation must not.
   */
  private startIndex(): void {
    if (this.context.options.reconciliation.createIndex) {
      void this.indexes.ensure(this.facts.index)
    }
  }

  private async passes(run: Run): Promise<void> {
    const { sql } = this.context
    const { source, settling_ms } = this.facts
    const cursor = await readCursor(sql, source)
    // If the start time was reset, facts from before it are never read again.
    const frontier =
      cursor.position && cursor.position.time >= run.since
        ? cursor.position
        : { ...positionAt(run.since), time: run.since }
    const settled = before(run.now, settling_ms)

    await this.walk(run, { at: frontier, until: settled }, (position) =>
      advanceCursor(sql, source, position, run.now)
    )

    const overlapStart = later(run.since, before(frontier.time, OVERLAP_MS))
    this.overlap ??= {
      at: positionAt(overlapStart),
      // The range includes the frontier's own moment: another id may appear in
      // it.
      until: earlier(new Date(frontier.time.getTime() + 1), settled),
      isRepeated: true,
    }
    if (await this.walk(run, this.overlap)) {
      this.overlap = null
    }

    const isFullPassDue =
      !cursor.swept_at || cursor.swept_at <= before(run.now, FULL_PASS_MS)
    if (!this.fullPass && isFullPassDue) {
      this.fullPass = { at: positionAt(run.since), until: overlapStart }
    }
    if (this.fullPass && (await this.walk(run, this.fullPass))) {
      this.fullPass = null
      await markSwept(sql, source, run.now)
    }
  }

  /**
   * Continues a pass from its position.
   *
   * @returns whether the pass itself came to its end, and not only this run
   */
  private async walk(
    run: Run,
    pass: Pass,
    onPosition?: (position: FactPosition) => Promise<void>
  ): Promise<boolean> {
    const { sql } = this.context
    while (run.pagesLeft > 0 && run.factsLeft > 0) {
      run.pagesLeft -= 1
      const facts = await this.facts.read(sql, {
        after: pass.at,
        until: pass.until,
        limit: PAGE_SIZE,
      })
      const missed = await this.missed.of(
        sql,
        facts,
        run.providers,
        pass.isRepeated ?? false
      )
      const from = pass.at
      for (const fact of facts) {
        if (missed.has(fact.id)) {
          if (run.factsLeft <= 0) {
            break
          }
          await this.lookAt(run, fact)
        }
        pass.at = positionOf(fact)
      }
      if (pass.at !== from) {
        await onPosition?.(pass.at)
      }
      const isRead = pass.at.id === (facts.at(-1)?.id ?? pass.at.id)
      if (facts.length < PAGE_SIZE && isRead) {
        return true
      }
    }
    return false
  }

  /** A fact that fails must not keep the others from being captured. */
  private async lookAt(run: Run, fact: Fact): Promise<void> {
    run.factsLeft -= 1
    try {
      const captured = await run.capture(fact)
      if (captured) {
        run.result.captured += captured
        run.result.fact_ids.push(fact.id)
      } else {
        this.missed.wasEmpty(fact)
      }
    } catch (error) {
      run.result.failed += 1
      run.result.error ??= `${fact.id}: ${(error as Error).message}`
    }
  }
}

const earliest = (times: Date[]): Date | null =>
  times.reduce<Date | null>(
    (first, time) => (first && first < time ? first : time),
    null
  )

const before = (time: Date, ms: number): Date => new Date(time.getTime() - ms)

const later = (a: Date, b: Date): Date => (a > b ? a : b)

const earlier = (a: Date, b: Date): Date => (a < b ? a : b)
