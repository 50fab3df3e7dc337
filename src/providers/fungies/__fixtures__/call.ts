import { type CancellationCall } from "../../../provider-kit"
import {
  callOf as anyCallOf,
  type CallFields,
} from "../../../provider-kit/__fixtures__/call"

export const EXTERNAL_ID = "#F/100"

/** A full cancellation, unless told otherwise. */
export const callOf = (
  fields: CallFields = {},
  external_id = EXTERNAL_ID
): CancellationCall =>
  anyCallOf({
    ...fields,
    provider_order: {
      external_id,
      unit: "none",
      currency_code: null,
      total: null,
    },
  })
