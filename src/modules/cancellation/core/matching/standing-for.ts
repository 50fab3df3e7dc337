import { MatchingSettings } from "../../types"
import { Ambiguity } from "../automation/reduction"
import { isOfPayments, readExternalIds } from "./external-ids"
import { OrderSnapshot, PaymentSnapshot } from "./order-snapshot"
import { namesProvider } from "./payments"

/** A recorded provider order, with the fields that a refund needs. */
export interface Counterpart {
  provider_id: string
  external_id: string
  /** `payment.<payment id>` where a payment named it. */
  found_in: string | null
  /** No full cancellation of it counts. */
  is_open: boolean
}

export interface Standing<T extends Counterpart> {
  counterparts: T[]
  /** Why the refund can't be assigned to one of them; null if it can. */
  ambiguity: Ambiguity | null
}

/**
 * The provider orders of an order that a refund of one of its payments may
 * concern. Pure.
 *
 * They are the ones that the payment names, or by which they were found. If
 * there is none (a person removed it, another order has it, or its id can't be
 * read), the refund may concern any that no other payment stands for. One that
 * another payment stands for is never used instead without a person: its money
 * belongs to that payment.
 *
 * @param order - as it is now: if two payments have one id, the ledger keeps
 * only the first
 */
export const standingFor = <T extends Counterpart>(
  payment: Pick<PaymentSnapshot, "id" | "provider_id">,
  order: OrderSnapshot,
  settings: MatchingSettings[],
  recorded: T[]
): Standing<T> => {
  const payers = payersOf(order, settings)
  const own: T[] = []
  const others: T[] = []
  const free: T[] = []
  for (const one of recorded) {
    const standsFor = payers(one)
    if (standsFor.has(payment.id)) {
      own.push(one)
    } else if (
      standsFor.size > 0 &&
      namesProvider(payment.provider_id, one.provider_id)
    ) {
      others.push(one)
    } else {
      free.push(one)
    }
  }

  if (!own.length && !free.some(isOpen) && others.some(isOpen)) {
    return { counterparts: others, ambiguity: "another_payment" }
  }
  const counterparts = own.length ? own : free
  return {
    counterparts,
    ambiguity: counterparts.filter(isOpen).length > 1 ? "several" : null,
  }
}

const isOpen = ({ is_open }: Counterpart): boolean => is_open

const FOUND_BY = "payment."

/** The payments by which a provider order was found, or that name it now. */
const payersOf = (
  order: OrderSnapshot,
  settings: MatchingSettings[]
): ((one: Counterpart) => ReadonlySet<string>) => {
  const named = settings.filter(isOfPayments).flatMap((one) =>
    readExternalIds(order, one, null).ids.map((id) => ({
      ...id,
      provider_id: one.provider_id,
    }))
  )
  return ({ provider_id, external_id, found_in }) =>
    new Set([
      ...(found_in?.startsWith(FOUND_BY)
        ? [found_in.slice(FOUND_BY.length)]
        : []),
      ...named
        .filter(
          (one) =>
            one.provider_id === provider_id && one.external_id === external_id
        )
        .flatMap(({ payments }) => payments.map(({ id }) => id)),
    ])
}
