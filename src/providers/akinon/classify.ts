import {
  accepted,
  CancellationCall,
  classifyTransport,
  Exchange,
  isResponse,
  jsonOf,
  Outcome,
  ProviderRecord,
  rejected,
  retry,
  succeeded,
  unreadableAnswer,
} from "../../provider-kit"
import { AkinonCredentials } from "./contract"
import { privateValuesOf } from "./details"
import { PROVIDER_NAME, toError, unauthorizedError } from "./errors"
import { findEffect, toRecord } from "./record"

/**
 * What the answer to Akinon Omnitron, "Order Cancellation", proves. The same
 * for all of an order and for a part of it.
 *
 * A 200 means that Omnitron took it. It is done only where the order's detail
 * in the answer says so (100, canceled, of the order or of all its items);
 * anything else is `accepted`, and looked at again: status 50
 * (cancellation_waiting), an answer without details, and a status that this
 * code doesn't know.
 */
export const classifyAnswer = (
  exchange: Exchange,
  call: CancellationCall,
  credentials: AkinonCredentials["type"]
): Outcome => {
  const transport = classifyTransport(exchange, PROVIDER_NAME)
  if (transport) {
    return transport
  }
  const { result } = exchange
  if (!isResponse(result)) {
    return unreadableAnswer(exchange, PROVIDER_NAME)
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
    return unreadableAnswer(exchange, PROVIDER_NAME)
  }
  const record = toRecord(body)
  return record && isDone(call, record)
    ? succeeded(evidence)
    : accepted(evidence)
}

/** It was taken: where all items are cancelled, nothing of it can be left. */
const isDone = (call: CancellationCall, record: ProviderRecord): boolean =>
  call.kind === "cancel"
    ? record.state === "cancelled"
    : findEffect(call, record, { baseline: null }).type === "applied"
