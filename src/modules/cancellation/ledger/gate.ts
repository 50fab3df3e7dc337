import { AUTH_PROBE_MS } from "./provider-health"
import { Sql, rowsOf } from "./sql"
import { CircuitState, PausedBy } from "../core/vocabulary"

/** SQL: a provider's state keeps it from being called as usual. */
export const IS_IMPEDED = "(paused_by is not null or circuit_state <> 'closed')"

/**
 * SQL: nothing may be claimed for a provider, not even a probe.
 *
 * @param id - an expression for the provider's id
 */
export const isHeldBack = (id: string): string => `
  exists (
    select 1 from cncl_provider_state held
    where held.id = ${id} and held.paused_by = 'identity'
  )`

/** How much may be claimed for a provider now. */
export type Gate =
  | { type: "open" }
  /** One call tests whether it is back; no other process sends then. */
  | { type: "probe" }
  | { type: "shut" }

interface StateRow {
  paused_by: PausedBy | null
  probe_at: Date | null
  circuit_state: CircuitState
  circuit_until: Date | null
}

/**
 * Whether a provider may be called, by the state that all processes share. One
 * update, which only one process can win, decides who probes.
 *
 * @param probeUntil - by then the probe has settled, or its lease is over
 */
export const passGate = async (
  sql: Sql,
  providerId: string,
  now: Date,
  probeUntil: Date
): Promise<Gate> => {
  const [state] = await rowsOf<StateRow>(
    sql,
    `select paused_by, probe_at, circuit_state, circuit_until
     from cncl_provider_state where id = :id`,
    { id: providerId }
  )
  if (!state) {
    return { type: "open" }
  }
  if (state.paused_by === "operator" || state.paused_by === "identity") {
    return { type: "shut" }
  }
  if (state.paused_by === "auth") {
    return state.probe_at && state.probe_at <= now
      ? winProbe(
          sql,
          `update cncl_provider_state set probe_at = :next
           where id = :id and paused_by = 'auth' and probe_at <= :now
           returning id`,
          { id: providerId, now, next: new Date(now.getTime() + AUTH_PROBE_MS) }
        )
      : { type: "shut" }
  }
  if (state.circuit_state === "closed") {
    return { type: "open" }
  }
  return state.circuit_until && state.circuit_until > now
    ? { type: "shut" }
    : winProbe(
        sql,
        `update cncl_provider_state
         set circuit_state = 'half_open', circuit_until = :next
         where id = :id and circuit_state <> 'closed'
           and (circuit_until is null or circuit_until <= :now)
         returning id`,
        { id: providerId, now, next: probeUntil }
      )
}

const winProbe = async (
  sql: Sql,
  statement: string,
  parameters: { id: string; now: Date; next: Date }
): Promise<Gate> => {
  const won = await rowsOf(sql, statement, { ...parameters })
  return won.length ? { type: "probe" } : { type: "shut" }
}

/**
 * Gives the probe back if there was nothing to send: the next claim may take
 * it.
 */
export const returnProbe = async (
  sql: Sql,
  providerId: string,
  now: Date
): Promise<void> => {
  await rowsOf(
    sql,
    `update cncl_provider_state
     set circuit_until = case when circuit_state = 'half_open'
           then :now else circuit_until end,
         probe_at = case when paused_by = 'auth' then :now else probe_at end
     where id = :id`,
    { id: providerId, now }
  )
}

/** The provider is not paused, and its circuit is closed. Takes no probe. */
export const isUnimpeded = async (
  sql: Sql,
  providerId: string
): Promise<boolean> => {
  const impeded = await rowsOf(
    sql,
    `select 1 from cncl_provider_state
     where id = :id and ${IS_IMPEDED}`,
    { id: providerId }
  )
  return impeded.length === 0
}
