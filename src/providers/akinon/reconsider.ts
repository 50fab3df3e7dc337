import {
  alreadyDone,
  type CancellationCall,
  exchangesOf,
  notSentAfter,
  type Outcome,
  type ProviderRecord,
  type Rejected,
  retry,
  withEvidence,
} from "../../provider-kit"
import { type OrderReading } from "./path-answers"
import { doneBefore } from "./prepare"
import { cancelledProof } from "./record"

/**
 * A full cancellation was refused, and no item of the order is open: Omnitron
 * refuses what is cancelled already. Where all items are cancelled, nothing is
 * left to do. While some only wait, it is sent again later.
 */
const nothingOpen = (
  call: CancellationCall,
  { error, exchanges }: Rejected,
  record: ProviderRecord
): Outcome | null => {
  if (call.kind === "void" || record.state === "open") {
    return null
  }
  const proof = cancelledProof(record)
  return proof
    ? alreadyDone({ proof, exchanges })
    : retry(
        {
          ...error,
          code: "items_waiting",
          message:
            "The items of this order are being cancelled at Akinon, part by part. The order itself is cancelled once they are.",
        },
        { exchanges }
      )
}

/**
 * A 4xx proves that this call did nothing, perhaps because it was done before.
 * The order's record decides that, never the words of the error. Where it can't
 * be read now, the refusal is not believed yet. Where no path has the order, or
 * this user may not read it, the refusal stands.
 */
export const reconsider = (
  call: CancellationCall,
  refusal: Rejected,
  reading: OrderReading
): Outcome => {
  const refused = withEvidence(refusal, exchangesOf(reading))
  const { error, exchanges = [] } = refused
  if (reading.type === "unproven") {
    // It may be done by now, so it isn't rejected for good.
    return { ...notSentAfter(reading), error, exchanges }
  }
  if (reading.type === "refused") {
    return refused
  }
  const { body: record } = reading
  return (
    doneBefore(call, record, exchanges) ??
    nothingOpen(call, refused, record) ??
    refused
  )
}
