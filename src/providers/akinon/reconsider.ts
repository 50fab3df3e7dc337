import {
  alreadyDone,
  type CancellationCall,
  exchangesOf,
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
 * The order's record decides that, never the words of the error.
 */
export const reconsider = (
  call: CancellationCall,
  refusal: Rejected,
  reading: OrderReading
): Outcome => {
  const refused = withEvidence(refusal, exchangesOf(reading))
  if (reading.type !== "read") {
    return refused
  }
  const { body: record } = reading
  const { exchanges = [] } = refused
  return (
    doneBefore(call, record, exchanges) ??
    nothingOpen(call, refused, record) ??
    refused
  )
}
