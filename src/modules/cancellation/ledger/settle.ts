import { canComeLate } from "../core/status"
import { judgeRemaining } from "./drift"
import { endAttempts } from "./end-attempts"
import { KnownLedger, isStillThere } from "./identity"
import { takeBackLeases } from "./late-truth"
import { lockToSettle } from "./lock-to-settle"
import { HealthChange, HealthReport, reportHealth } from "./provider-health"
import { SettleRow, SettledRow } from "./settle-row"
import { Sql, inTransaction } from "./sql"
import { Told, keepTold } from "./told"
import { voidSums } from "./void-sums"
import { VoidSum } from "../core/provider-order"
import { NewDrift } from "../core/drift"

export interface SettleResult {
  settled: SettledRow[]
  changes: HealthChange[]
  /** Where a provider's word of what is left is not the ledger's. */
  drifts: NewDrift[]
  /** Providers whose credentials were accepted again, while they were paused. */
  recovered: string[]
  /** Attempts whose lease was gone, and whose proof counted all the same. */
  late: string[]
}

/**
 * Ends many attempts, under the locks of their lanes. What comes from a holder
 * whose lease is gone counts only if it proves what became of the call, see
 * `takeBackLeases`. With it go what the attempts say of their providers, and
 * what providers said is left.
 *
 * @param ledger - where this process has found it. Null: that isn't asked
 */
export const settle = (
  sql: Sql,
  given: SettleRow[],
  now: Date,
  ledger: KnownLedger | null = null
): Promise<SettleResult> =>
  inTransaction(sql, async (trx) => {
    await lockToSettle(trx, given)
    const rows = await thatCountHere(trx, given, ledger)

    const inTime = await endAttempts(trx, rows, now)
    const late = await takeBackLeases(trx, provenOf(rows, inTime), now)
    const settled = late.size
      ? [
          ...inTime,
          ...(await endAttempts(
            trx,
            rows.filter((row) => late.has(row.attempt_id)),
            now
          )),
        ]
      : inTime

    const changes: HealthChange[] = []
    const recovered: string[] = []
    for (const report of reportsOf(rows, settled)) {
      const health = await reportHealth(trx, report, now)
      changes.push(...health.changes)
      recovered.push(...(health.has_recovered ? [report.provider_id] : []))
    }
    const told = toldRemaining(rows, settled)
    const sums = await sumsOf(trx, told)
    await keepTold(trx, told, sums)
    // What a provider said is left, in an answer that comes late, may be from
    // before what was settled meanwhile: it is compared with nothing.
    const toldInTime = toldRemaining(rows, inTime)
    const drifts = await judgeRemaining(trx, toldInTime, sums, now)
    return { settled, changes, drifts, recovered, late: [...late] }
  })

/**
 * What was found expired is freed only where the ledger was when that process
 * looked last. From then on it may be a copy, or a replica that took over, which
 * doesn't know that a call was marked: freed there as never sent, it would be
 * sent twice. Asked in the transaction that frees it, and so of the same server.
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

/** Ends that an answer proves, of attempts whose lease is gone. */
const provenOf = (rows: SettleRow[], settled: SettledRow[]): SettleRow[] => {
  const written = new Set(settled.map(({ attempt_id }) => attempt_id))
  return rows.filter(
    ({ attempt_id, expired_at, status }) =>
      !written.has(attempt_id) &&
      expired_at === null &&
      // Nothing else can come late, from wherever.
      canComeLate("pending", status)
  )
}

const toldRemaining = (rows: SettleRow[], settled: SettledRow[]): Told[] => {
  const succeeded = new Set(
    settled.flatMap(({ status, attempt_id }) =>
      status === "succeeded" ? [attempt_id] : []
    )
  )
  return rows.flatMap(({ attempt_id, provider_order_id, remaining }) =>
    remaining !== null && succeeded.has(attempt_id)
      ? [{ provider_order_id, remaining }]
      : []
  )
}

const sumsOf = (trx: Sql, told: Told[]): Promise<VoidSum[]> =>
  told.length
    ? voidSums(trx, [
        ...new Set(told.map(({ provider_order_id }) => provider_order_id)),
      ])
    : Promise.resolve([])

const reportsOf = (
  rows: SettleRow[],
  settled: SettledRow[]
): HealthReport[] => {
  const byAttempt = new Map(rows.map((row) => [row.attempt_id, row]))
  const reports = new Map<string, HealthReport>()
  for (const { attempt_id, provider_id } of settled) {
    const row = attempt_id === null ? undefined : byAttempt.get(attempt_id)
    if (!row || row.health.type === "silent") {
      continue
    }
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
