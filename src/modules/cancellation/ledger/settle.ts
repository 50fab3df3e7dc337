import { canComeLate } from "../core/status"
import { judgeRemaining } from "./drift"
import { EndedRow, endAttempts } from "./end-attempts"
import { KnownLedger, isStillThere } from "./identity"
import { takeBackLeases } from "./late-truth"
import { lockToSettle } from "./lock-to-settle"
import { HealthChange, HealthReport, reportHealth } from "./provider-health"
import { roundsOf } from "./rounds"
import { SettleRow, SettledRow } from "./settle-row"
import { Sql, inTransaction } from "./sql"
import { Told, keepTold } from "./told"
import { TurnTimes, takeTurns } from "./turns"
import { voidSums } from "./void-sums"
import { VoidSum } from "../core/provider-order"
import { NewDrift } from "../core/drift-line"

export interface SettleResult {
  /** With what, because of that, may go now, or needs a person. */
  settled: SettledRow[]
  /** Providers of what may go now. */
  released: string[]
  changes: HealthChange[]
  /** Where a provider's remainder differs from the ledger's. */
  drifts: NewDrift[]
  /** Providers that accepted our credentials again while they were paused. */
  recovered: string[]
  /** Providers to which nothing but a probe may be sent now. */
  impeded: string[]
  /** Attempts whose lease was gone, but whose proof counted nevertheless. */
  late: string[]
  /** The given rows that changed something. */
  counted: Set<SettleRow>
}

/**
 * Ends many attempts, under the locks of their lanes. An end from a holder
 * whose lease is gone counts only if it proves what became of the call, see
 * `takeBackLeases`. If one attempt has several ends, a proof counts before an
 * end without proof, and otherwise the first one counts. The same transaction
 * stores what the attempts say about their providers, and what providers said
 * is left.
 *
 * @param times - the window is that of what waited for these ends
 * @param ledger - where this process has found it. Null: that isn't checked
 */
export const settle = (
  sql: Sql,
  given: SettleRow[],
  times: TurnTimes,
  ledger: KnownLedger | null = null
): Promise<SettleResult> =>
  inTransaction(sql, async (trx) => {
    const { now } = times
    await lockToSettle(trx, given)
    const rows = await thatCountHere(trx, given, ledger)

    const settled: EndedRow[] = []
    const ends: End[] = []
    for (const round of roundsOf(provenFirst(rows), attemptOf)) {
      const ended = await endRound(trx, round, now)
      settled.push(...ended.settled)
      ends.push(...ended.ends)
    }

    const turned = await takeTurns(
      trx,
      [...new Set(settled.flatMap(({ turn_of }) => turn_of ?? []))],
      times
    )

    const changes: HealthChange[] = []
    const recovered: string[] = []
    const impeded: string[] = []
    for (const report of reportsOf(ends)) {
      const health = await reportHealth(trx, report, now)
      changes.push(...health.changes)
      recovered.push(...(health.has_recovered ? [report.provider_id] : []))
      impeded.push(...(health.is_impeded ? [report.provider_id] : []))
    }
    const told = toldRemaining(ends)
    const sums = await sumsOf(trx, told)
    await keepTold(trx, told, sums)
    // A remainder in a late answer may be older than what was settled
    // meanwhile, so it isn't compared with anything.
    const toldInTime = toldRemaining(ends.filter(({ is_late }) => !is_late))
    const drifts = await judgeRemaining(trx, toldInTime, sums, now)
    return {
      settled: [...settled, ...turned],
      released: turned.flatMap(({ status, provider_id }) =>
        status === "pending" ? [provider_id] : []
      ),
      changes,
      drifts,
      recovered,
      impeded,
      late: ends.flatMap(({ row, is_late }) =>
        is_late ? [row.attempt_id] : []
      ),
      counted: new Set(ends.map(({ row }) => row)),
    }
  })

/** An end that counted, and what became of its cancellation. */
interface End {
  row: SettleRow
  settled: SettledRow
  is_late: boolean
}

const attemptOf = ({ attempt_id }: SettleRow): string => attempt_id

/** The holder's own word, with an end that may still count if it comes late. */
const isProven = ({ expired_at, status }: SettleRow): boolean =>
  expired_at === null && canComeLate("pending", status)

/**
 * Ends that prove how an attempt ended come before ends that take it for lost.
 */
const provenFirst = (rows: SettleRow[]): SettleRow[] => [
  ...rows.filter(isProven),
  ...rows.filter((row) => !isProven(row)),
]

/** Ends one round, in which no attempt has two ends. */
const endRound = async (
  trx: Sql,
  rows: SettleRow[],
  now: Date
): Promise<{ settled: EndedRow[]; ends: End[] }> => {
  const settled = await endAttempts(trx, rows, now)
  const ends = endsOf(rows, settled, false)
  const counted = new Set(ends.map(({ row }) => row))
  const overdue = rows.filter((row) => isProven(row) && !counted.has(row))
  // Two attempts of one cancellation may both come late.
  for (const some of roundsOf(overdue, (row) => row.cancellation_id)) {
    const taken = await takeBackLeases(trx, some, now)
    if (taken.size) {
      const late = some.filter(({ attempt_id }) => taken.has(attempt_id))
      const settledLate = await endAttempts(trx, late, now)
      settled.push(...settledLate)
      ends.push(...endsOf(late, settledLate, true))
    }
  }
  return { settled, ends }
}

const endsOf = (
  rows: SettleRow[],
  settled: SettledRow[],
  is_late: boolean
): End[] => {
  const byAttempt = new Map(rows.map((row) => [row.attempt_id, row]))
  return settled.flatMap((one) => {
    const row = one.attempt_id === null ? null : byAttempt.get(one.attempt_id)
    return row ? [{ row, settled: one, is_late }] : []
  })
}

/**
 * An expired lease is freed only if the ledger is still where the freeing
 * process last found it. Otherwise the ledger may be a copy, or a replica that
 * took over, which doesn't know that a call was marked: freed there as never
 * sent, the call would be sent twice. The check runs in the transaction that
 * frees the lease, and so on the same server.
 */
const thatCountHere = async (
  trx: Sql,
  rows: SettleRow[],
  ledger: KnownLedger | null
): Promise<SettleRow[]> => {
  const own = rows.filter(({ expired_at }) => expired_at === null)
  return !ledger ||
    own.length === rows.length ||
    (await isStillThere(trx, ledger))
    ? rows
    : own
}

const toldRemaining = (ends: End[]): Told[] =>
  ends.flatMap(({ row: { provider_order_id, remaining }, settled }) =>
    remaining !== null && settled.status === "succeeded"
      ? [{ provider_order_id, remaining }]
      : []
  )

const sumsOf = (trx: Sql, told: Told[]): Promise<VoidSum[]> =>
  told.length
    ? voidSums(trx, [
        ...new Set(told.map(({ provider_order_id }) => provider_order_id)),
      ])
    : Promise.resolve([])

const reportsOf = (ends: End[]): HealthReport[] => {
  const reports = new Map<string, HealthReport>()
  for (const { row, settled } of ends) {
    if (row.health.type === "silent") {
      continue
    }
    const { provider_id } = settled
    const report = reports.get(provider_id) ?? { provider_id, healths: [] }
    report.healths.push({
      health: row.health,
      provider_order_id: row.provider_order_id,
      succeeded: ["succeeded", "already_done", "accepted"].includes(
        row.outcome
      ),
    })
    reports.set(provider_id, report)
  }
  return [...reports.values()].sort((a, b) =>
    a.provider_id < b.provider_id ? -1 : 1
  )
}
