import { type CancellationCall } from "../../../provider-kit"
import {
  type CallFields as AnyCallFields,
  callOf as anyCallOf,
} from "../../../provider-kit/__fixtures__/call"

export const EXTERNAL_ID = "876 287/37#8"

interface CallFields extends Omit<AnyCallFields, "provider_order"> {
  external_id?: string
  total?: string | null
  metadata?: Record<string, unknown> | null
}

/** A partial void of 50 climes out of 607, unless told otherwise. */
export const callOf = ({
  external_id = EXTERNAL_ID,
  total = "607",
  metadata = null,
  ...fields
}: CallFields = {}): CancellationCall =>
  anyCallOf({
    kind: "void",
    amount: "50",
    remaining: "607",
    ...fields,
    provider_order: {
      external_id,
      unit: "climes",
      currency_code: null,
      total,
      metadata,
    },
  })

export const cancelOf = (fields: CallFields = {}): CancellationCall =>
  callOf({ kind: "cancel", amount: null, ...fields })
