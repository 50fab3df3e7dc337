import { CIRCUIT_WINDOW_MS, Circuit, nextCircuit } from "../core/circuit"
import { OrderHealth, judgeCredentials } from "../core/credentials"
import { Announcement, ofProvider } from "../core/announcement"
import { announce } from "./announcements"
import { Sql, rowsOf } from "./sql"
import { PausedBy } from "../core/vocabulary"

export interface HealthReport {
  provider_id: string
  /** One entry for each attempt that ended. */
  healths: (OrderHealth & { succeeded: boolean })[]
}

/** A change that a report made, to be told to an operator once. */
export type HealthChange =
  | { type: "paused"; provider_id: string; reason: string }
  | { type: "opened"; provider_id: string; until: Date }
  | { type: "closed"; provider_id: string }

interface StateRow {
  paused_by: PausedBy | null
  circuit_state: Circuit["state"]
  circuit_until: Date | null
  window_calls: number
  window_failures: number
  forbidden_order_id: string | null
}

/** While credentials are refused, one call per this time probes them. */
export const AUTH_PROBE_MS = 300_000

/**
 * Counts what attempts said about their provider, in the state that all
 * processes share, and opens or closes the circuit, or pauses the provider,
 * accordingly.
 *
 * One row per provider is locked until the transaction ends; reports of several
 * providers come in the order of their ids. A provider that accepts our
 * credentials again is only reported. Resuming it takes a transaction of its
 * own, because that writes to its cancellations, which are locked before its
 * state.
 */
export const reportHealth = async (
  trx: Sql,
  { provider_id, healths }: HealthReport,
  now: Date
): Promise<{
  changes: HealthChange[]
  has_recovered: boolean
  /** Nothing but a probe may be sent to it, whoever found that out. */
  is_impeded: boolean
}> => {
  const all = healths.map(({ health }) => health)
  const counted = all.filter(({ type }) => type !== "silent")
  const downs = all.filter(({ type }) => type === "down")
  const state = await count(trx, provider_id, {
    calls: counted.length,
    failures: downs.length,
    succeeded: healths.some(({ succeeded }) => succeeded),
    failed: all.some(({ type }) => type === "down" || type === "unauthorized"),
    now,
  })

  const before = circuitOf(state)
  const after = nextCircuit(
    before,
    { calls: state.window_calls, failures: state.window_failures },
    all,
    now
  )
  const { forbidden_order_id, refused } = judgeCredentials(
    state.forbidden_order_id,
    healths
  )
  const pause = state.paused_by ? null : refused
  const has_recovered =
    state.paused_by === "auth" && all.some(({ type }) => type === "up")

  if (
    after !== before ||
    pause !== null ||
    forbidden_order_id !== state.forbidden_order_id
  ) {
    await rowsOf(
      trx,
      `update cncl_provider_state
       set circuit_state = :state, circuit_until = :until,
           window_calls = case when :state = 'closed' and circuit_state <> 'closed'
             then 0 else window_calls end,
           window_failures = case when :state = 'closed' and circuit_state <> 'closed'
             then 0 else window_failures end,
           forbidden_order_id = :forbidden_order_id,
           paused_by = case when :pause::text is null then paused_by else 'auth' end,
           pause_reason = coalesce(:pause::text, pause_reason),
           pause_code = case when :pause::text is null then pause_code else :code end,
           paused_at = case when :pause::text is null then paused_at else :now end,
           probe_at = case when :pause::text is null then probe_at
             else :probe_at end
       where id = :id`,
      {
        id: provider_id,
        state: after.state,
        until: after.state === "closed" ? null : after.until,
        forbidden_order_id,
        pause: pause?.message ?? null,
        code: pause?.code ?? null,
        now,
        probe_at: new Date(now.getTime() + AUTH_PROBE_MS),
      }
    )
  }

  const changes: HealthChange[] = [
    ...(pause === null
      ? []
      : [{ type: "paused" as const, provider_id, reason: pause.message }]),
    ...(after.state === "open" && before.state === "closed"
      ? [{ type: "opened" as const, provider_id, until: after.until }]
      : []),
    ...(after.state === "closed" && before.state !== "closed"
      ? [{ type: "closed" as const, provider_id }]
      : []),
  ]
  // A provider that is paused is sent nothing anyway: its circuit is no news.
  await announce(trx, state.paused_by ? [] : changes.map(announcementOf), now)
  return {
    changes,
    has_recovered,
    is_impeded:
      !has_recovered &&
      (state.paused_by !== null || pause !== null || after.state !== "closed"),
  }
}

const announcementOf = (change: HealthChange): Announcement => {
  switch (change.type) {
    case "paused":
      return ofProvider("paused", change.provider_id, "auth", change.reason)
    case "opened":
      return ofProvider(
        "paused",
        change.provider_id,
        "circuit",
        `It fails too often, or asked to be left alone. It is tried again from ${change.until.toISOString()}, and goes on by itself.`
      )
    case "closed":
      return ofProvider(
        "resumed",
        change.provider_id,
        "circuit",
        "It answers again."
      )
  }
}

const circuitOf = ({ circuit_state, circuit_until }: StateRow): Circuit =>
  circuit_state === "closed" || circuit_until === null
    ? { state: "closed" }
    : { state: circuit_state, until: circuit_until }

/**
 * A code without a pause is ended too. During a deploy, a process of a version
 * that knows no codes may have left it when it ended the pause, and may begin
 * the next pause without one of its own.
 */
const count = async (
  trx: Sql,
  id: string,
  counted: {
    calls: number
    failures: number
    succeeded: boolean
    failed: boolean
    now: Date
  }
): Promise<StateRow> => {
  const [row] = await rowsOf<StateRow>(
    trx,
    `insert into cncl_provider_state as s (
       id, window_started_at, window_calls, window_failures,
       last_success_at, last_failure_at, created_at, updated_at
     )
     values (
       :id, :now, :calls, :failures,
       case when :succeeded then :now::timestamptz end,
       case when :failed then :now::timestamptz end, :now, :now
     )
     on conflict (id) do update
     set window_started_at = case when s.window_started_at > :window_start
           then s.window_started_at else excluded.window_started_at end,
         window_calls = excluded.window_calls
           + case when s.window_started_at > :window_start
               then s.window_calls else 0 end,
         window_failures = excluded.window_failures
           + case when s.window_started_at > :window_start
               then s.window_failures else 0 end,
         last_success_at = coalesce(excluded.last_success_at, s.last_success_at),
         last_failure_at = coalesce(excluded.last_failure_at, s.last_failure_at),
         pause_code = case when s.paused_by is not null then s.pause_code end,
         updated_at = excluded.updated_at
     returning paused_by, circuit_state, circuit_until, window_calls,
       window_failures, forbidden_order_id`,
    {
      id,
      calls: counted.calls,
      failures: counted.failures,
      succeeded: counted.succeeded,
      failed: counted.failed,
      now: counted.now,
      window_start: new Date(counted.now.getTime() - CIRCUIT_WINDOW_MS),
    }
  )
  return row as StateRow
}
