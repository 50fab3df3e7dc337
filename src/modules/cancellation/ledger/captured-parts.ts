import { generateEntityId } from "@medusajs/framework/utils"
import { Decimal } from "../../../provider-kit"
import { CountedParts } from "../core/automation"
import { Sql, rowsOf } from "./sql"
import { CancellationSource } from "../core/vocabulary"

/** A fact that took a part of a provider order's total. */
export interface PartKey {
  provider_order_id: string
  source: CancellationSource
  source_id: string
}

export const isCapturedPart = async (
  trx: Sql,
  key: PartKey
): Promise<boolean> => {
  const found = await rowsOf(
    trx,
    `select 1 from cncl_captured_part
     where provider_order_id = :provider_order_id and source = :source
       and source_id = :source_id and deleted_at is null`,
    { ...key }
  )
  return found.length > 0
}

/**
 * What the facts of a source took so far, in one currency. A fact captured
 * before parts were kept counts with the amount of its void.
 */
export const countedParts = async (
  trx: Sql,
  {
    provider_order_id,
    source,
    currency_code,
  }: Omit<PartKey, "source_id"> & { currency_code: string }
): Promise<CountedParts> => {
  const [sums] = await rowsOf<CountedParts>(
    trx,
    `select coalesce(sum(part.amount), 0)::text as amount,
       coalesce(sum(part.share), 0)::text as share
     from (
       select p.amount::numeric, p.share::numeric
       from cncl_captured_part p
       where p.provider_order_id = :provider_order_id
         and p.source = :source
         and p.currency_code = :currency_code
         and p.deleted_at is null
       union all
       select c.amount, c.amount
       from cncl_cancellation c
       where c.provider_order_id = :provider_order_id
         and c.source = :source
         and c.kind = 'void'
         and c.amount is not null
         and c.deleted_at is null
         and not exists (
           select 1 from cncl_captured_part p
           where p.provider_order_id = c.provider_order_id
             and p.source = c.source
             and p.source_id = c.source_id
             and p.deleted_at is null
         )
     ) part`,
    { provider_order_id, source, currency_code }
  )
  return sums as CountedParts
}

/** Call it under the lane's lock under which the share was decided. */
export const insertPart = async (
  trx: Sql,
  part: PartKey & { currency_code: string; amount: Decimal; share: Decimal },
  now: Date
): Promise<void> => {
  await rowsOf(
    trx,
    `insert into cncl_captured_part (
       id, provider_order_id, source, source_id, currency_code, amount, share,
       created_at, updated_at
     )
     values (
       :id, :provider_order_id, :source, :source_id, :currency_code, :amount,
       :share, :now, :now
     )`,
    { ...part, id: generateEntityId(undefined, "cnpt"), now }
  )
}
