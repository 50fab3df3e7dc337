import {
  alreadyDone,
  type AlreadyDone,
  type CancellationCall,
  type Proof,
  type ProviderRequest,
  rejected,
  type Rejected,
  toMinorUnits,
} from "../../provider-kit"
import { type Options } from "./options"
import { cancelRequest, voidRequest } from "./requests"

/** What one call becomes at Climes, before anything is sent. */
export type Instruction =
  | { type: "send"; request: ProviderRequest }
  | { type: "settled"; outcome: AlreadyDone | Rejected }

const refused = (code: string, message: string): Instruction => ({
  type: "settled",
  outcome: rejected({ code, message }),
})

const removal = (
  options: Options,
  externalId: string,
  amount: string
): Instruction => {
  const climes = toMinorUnits(amount, 0)
  return climes !== null && climes > 0
    ? { type: "send", request: voidRequest(options, externalId, climes) }
    : refused(
        "invalid_amount",
        `Climes are counted in whole climes: ${amount} can't be removed. Enter a whole number above zero.`
      )
}

const deletion = (options: Options, externalId: string): Instruction => {
  const request = cancelRequest(options, externalId)
  return request
    ? { type: "send", request }
    : refused(
        "invalid_external_id",
        `"${externalId}" can't be a Climes order's partner_order_id. Register the right one.`
      )
}

/**
 * The proof where voids took every registered clime, and none of them is in
 * doubt. It holds only as far as the registered number is right, so what Climes
 * itself said is left decides. Null where climes may be left.
 *
 * Where Climes' word isn't kept, a person confirmed these voids, or they date
 * from before such answers were kept.
 */
const emptiedBefore = ({
  provider_order: { total },
  told_remaining,
}: CancellationCall): Proof | null => {
  if (told_remaining === null) {
    return {
      by: "record",
      statement: `The ledger's voids add up to all ${total} climes that are registered. No answer of Climes says how many are left`,
    }
  }
  return toMinorUnits(told_remaining, 0) === 0
    ? {
        by: "record",
        statement: `The ledger's voids add up to all ${total} climes, and what Climes answered to them leaves none`,
      }
    : null
}

/**
 * Removes all that the ledger believes is left. While the outcome of a void is
 * unknown, nobody knows how much that is, and removing too little would leave
 * climes in an order that counts as cancelled.
 */
const emptying = (
  options: Options,
  externalId: string,
  call: CancellationCall
): Instruction => {
  const { remaining, reserved, provider_order } = call
  const isEmpty = remaining !== null && toMinorUnits(remaining, 0) === 0
  // An order that was registered with 0 climes had nothing to remove.
  const hadSome = toMinorUnits(provider_order.total ?? "0", 0) !== 0
  if (remaining === null || (isEmpty && !hadSome)) {
    return refused(
      "amount_unknown",
      `It is not known how many climes order ${externalId} has, and this provider cancels an order by removing all of them: register the amount first.`
    )
  }
  if (toMinorUnits(reserved, 0) !== 0) {
    return refused(
      "voids_not_settled",
      `Nothing was sent: it is not known whether ${reserved} climes of order ${externalId} were removed before, so nor is how many are left. Look there, resolve or dismiss the void that they belong to, and retry this.`
    )
  }
  if (!isEmpty) {
    return removal(options, externalId, remaining)
  }
  const proof = emptiedBefore(call)
  return proof
    ? { type: "settled", outcome: alreadyDone({ proof }) }
    : refused(
        "figures_differ",
        `Nothing was sent: voids took all ${provider_order.total} climes that are registered for order ${externalId}, but by what Climes answered to them ${call.told_remaining} may be left. Look there. If some are left, correct the amount that is registered and retry this; if none is, resolve this as succeeded.`
      )
}

/** Pure: the request that carries out this call, or why there is none. */
export const instructionFor = (
  call: CancellationCall,
  options: Options
): Instruction => {
  const { external_id } = call.provider_order
  if (call.kind === "cancel") {
    return options.fullCancel === "patch"
      ? emptying(options, external_id, call)
      : deletion(options, external_id)
  }
  return call.amount === null
    ? refused(
        "invalid_amount",
        "Climes are counted in whole climes: enter how many to remove."
      )
    : removal(options, external_id, call.amount)
}
