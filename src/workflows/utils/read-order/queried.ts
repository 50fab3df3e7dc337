import { type BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { decimalsOf } from "../../../modules/cancellation/core/amounts"
import { type Stamps } from "../../../modules/cancellation/core/matching"
import { type Decimal } from "../../../provider-kit"

/** A time as Query gives it: a date from a module, or a text from its cache. */
export type Time = string | Date

export interface QueriedStamps {
  created_at: Time
  updated_at: Time
}

export type Maybe<T> = T | null

export const stampsOf = (row: QueriedStamps): Stamps => ({
  created_at: new Date(row.created_at),
  updated_at: new Date(row.updated_at),
})

export const timeOf = (time: Time | null | undefined): Date | null =>
  time ? new Date(time) : null

export const present = <T>(list: Maybe<T>[] | null | undefined): T[] =>
  (list ?? []).flatMap((one) => (one === null ? [] : [one]))

/** Medusa's totals carry every decimal of a tax; a provider was paid cents. */
export const inCurrency = (
  amount: BigNumberInput,
  currencyCode: string
): Decimal =>
  MathBN.convert(amount, decimalsOf(currencyCode) ?? undefined).toFixed()
