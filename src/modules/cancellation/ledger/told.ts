import { MathBN } from "@medusajs/framework/utils"
import { Decimal } from "../../../provider-kit"
import { Sql, asJson, rowsOf } from "./sql"
import { VoidSum } from "../core/provider-order"

/** The remainder that a provider named, in an answer that is being settled. */
export interface Told {
  provider_order_id: string
  remaining: Decimal
}

/**
 * Stores what providers said is left. The lanes are locked.
 *
 * The remainder plus all voids that were done by then, or may have been, is the
 * most that there can have been in the beginning. That holds for a late answer
 * too, and whatever a person says about the total. The lowest one is kept.
 *
 * @param sums - of their provider orders, including what is being settled
 */
export const keepTold = async (
  trx: Sql,
  told: Told[],
  sums: VoidSum[]
): Promise<void> => {
  if (!told.length) {
    return
  }
  const taken = new Map(
    sums.map(({ id, voided, reserved }) => [id, MathBN.add(voided, reserved)])
  )
  await rowsOf(
    trx,
    `update cncl_provider_order po
     set told = jsonb_build_object('remaining', x.remaining, 'total', x.total)
     from (
       select distinct on (t.id) t.id, t.remaining, t.total
       from jsonb_to_recordset(:told::jsonb)
         as t(id text, remaining text, total text)
       order by t.id, t.total::numeric
     ) x
     where po.id = x.id
       and (po.told is null
         or x.total::numeric < (po.told ->> 'total')::numeric)`,
    {
      told: asJson(
        told.map(({ provider_order_id, remaining }) => ({
          id: provider_order_id,
          remaining,
          total: MathBN.add(
            remaining,
            taken.get(provider_order_id) ?? 0
          ).toFixed(),
        }))
      ),
    }
  )
}
