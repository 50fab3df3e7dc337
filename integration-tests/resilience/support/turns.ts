import { Knex } from "@medusajs/framework/mikro-orm/knex"
import { rowsOf } from "../../../src/modules/cancellation/ledger/sql"
import type { FinalRow } from "./run-history"
import type { PromiseOf } from "./promises"

/** The provider that goes after the history's own one. */
export const secondOf = (providerId: string): string => `${providerId}_after`

/**
 * What this cancellation goes after, and was recorded before it or with it, but
 * has not succeeded. It is asked when a call leaves, by statements of its own.
 */
export const undoneBefore = async (
  sql: Knex,
  cancellationId: string
): Promise<string[]> => {
  const rows = await rowsOf<{ id: string }>(
    sql,
    `select x.id
     from cncl_cancellation d
     join cncl_cancellation x
       on x.order_id = d.order_id
       and jsonb_exists(d.goes_after, x.provider_id)
       and x.created_at <= d.created_at
     where d.id = :id and x.status <> 'succeeded'
       and case d.kind
         when 'void' then x.source = d.source and x.source_id = d.source_id
         else x.kind = 'cancel' and x.id = (
           select o.id from cncl_cancellation o
           where o.provider_order_id = x.provider_order_id
             and o.kind = 'cancel'
           order by o.status in ('rejected', 'superseded', 'dismissed'),
             o.seq desc
           limit 1
         )
       end`,
    { id: cancellationId }
  )
  return rows.map(({ id }) => id)
}

const RELEASED = ["rejected", "superseded", "dismissed"]

/** What a row goes after, at the end. */
const dependenciesOf = (row: FinalRow, rows: FinalRow[]): FinalRow[] => {
  const others = rows.filter(
    (each) =>
      each.order_id === row.order_id &&
      row.goes_after?.includes(each.provider_id)
  )
  if (row.kind === "void") {
    return others.filter(({ cause }) => cause === row.cause)
  }
  const lanes = new Set(others.map(({ external_id }) => external_id))
  return [...lanes].flatMap((lane) => {
    const cancels = others.filter(
      ({ external_id, kind }) => external_id === lane && kind === "cancel"
    )
    const standing =
      cancels.find(({ status }) => !RELEASED.includes(status)) ?? cancels.at(-1)
    return standing ? [standing] : []
  })
}

/** It waits because a person has to decide about another one, and only then. */
export const waitsForAPerson = (row: FinalRow, rows: FinalRow[]): boolean =>
  row.waits_for !== null &&
  row.status === "pending" &&
  dependenciesOf(row, rows).some(
    (each) =>
      each.status === "needs_review" ||
      waitsForAPerson(each, rows) ||
      isBehindAnother(each, rows)
  )

/** In front of it in its lane is one that waits for a person's decision. */
export const isBehindAnother = (row: FinalRow, rows: FinalRow[]): boolean =>
  row.status === "pending" &&
  rows
    .slice(0, rows.indexOf(row))
    .some(
      (each) =>
        each.external_id === row.external_id && waitsForAPerson(each, rows)
    )

/** A wait, or what came of it, is right as long as its reason lasts. */
export const eachWaitEnds: PromiseOf = ({ rows }) =>
  rows.flatMap((row) => {
    const dependencies = dependenciesOf(row, rows)
    const isUndone = dependencies.some(({ status }) => status !== "succeeded")
    const says = `${row.kind} ${row.id} of ${row.external_id}, ${row.status}`
    if (row.waits_for && !isUndone) {
      return [`${says}: waits for what is done`]
    }
    if (
      row.last_error?.code === "dependency_failed" &&
      row.status === "needs_review" &&
      !isUndone
    ) {
      return [`${says}: needs a person, and nothing failed`]
    }
    return []
  })

export const nothingLeftBeforeItsTurn: PromiseOf = ({ tooEarly }) =>
  tooEarly.map(
    ({ id, undone }) => `${id} was sent, and ${undone.join(", ")} is not done`
  )
