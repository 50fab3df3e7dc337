import {
  accepted,
  type CancellationCall,
  classifyTransport,
  type Effect,
  type Exchange,
  isResponse,
  jsonOf,
  type Outcome,
  type Proof,
  type ProviderRecord,
  rejected,
  retry,
  succeeded,
  unreadableAnswer,
} from "../../provider-kit"
import { type Credentials } from "./options"
import { privateValuesOf } from "./details"
import { NAME, toError, unauthorizedError } from "./errors"
import { cancelledProof, findEffect, toRecord } from "./record"

/**
 * What the answer to Akinon Omnitron, "Order Cancellation", proves. The same
 * for all of an order and for a part of it.
 *
 * A 200 means that Omnitron took it. It is done only where the order's detail
 * in the answer says so (100, canceled, of the order or of all its items);
 * anything else is `accepted`, and looked at again: status 50
 * (cancellation_waiting), which is remembered, an answer without details, and a
 * status that this code doesn't know.
 *
 * @param baseline - what `prepare` read of the order
 */
export const readCancelAnswer = (
  exchange: Exchange,
  call: CancellationCall,
  credentials: Credentials["type"],
  baseline: unknown
): Outcome => {
  const transport = classifyTransport(exchange, NAME)
  if (transport) {
    return transport
  }
  const { result } = exchange
  if (!isResponse(result)) {
    return unreadableAnswer(exchange, NAME)
  }
  const evidence = { exchanges: [exchange] }
  if (result.status === 401) {
    return retry(unauthorizedError(credentials, result), evidence)
  }
  if (result.status >= 400) {
    return rejected(toError(result, privateValuesOf(call)), evidence)
  }
  const body = jsonOf(result)
  if (body === null || typeof body !== "object" || Array.isArray(body)) {
    return unreadableAnswer(exchange, NAME)
  }
  const record = toRecord(body, call.provider_order.external_id)
  if (!record) {
    return accepted(evidence)
  }
  const effect = findEffect(call, record, { baseline })
  const proof = proofIn(call, record, effect)
  if (proof) {
    return succeeded({ proof: { ...proof, by: "answer" }, ...evidence })
  }
  return accepted({
    ...(effect.type === "settling" && { is_waiting: true }),
    ...evidence,
  })
}

/** It was taken: where all items are cancelled, nothing of it can be left. */
const proofIn = (
  call: CancellationCall,
  record: ProviderRecord,
  effect: Effect
): Proof | null => {
  if (call.kind === "cancel") {
    return cancelledProof(record)
  }
  return effect.type === "applied" ? effect.proof : null
}
