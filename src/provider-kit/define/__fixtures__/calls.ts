import { callOf, type CallFields } from "../../__fixtures__/call"
import { answered } from "../../__fixtures__/exchanges"
import { parcel, strategyOf } from "./parcel"

const provider_order = { external_id: "A 1" }

export const cancelCall = (fields: CallFields = {}) =>
  callOf({ provider_order, ...fields })

export const voidCall = (fields: CallFields = {}) =>
  cancelCall({ kind: "void", amount: "20.50", ...fields })

/** An order in an answer. */
export const order = (status: string, fields: object = {}) =>
  answered(200, { id: "A 1", status, ...fields })

export const strategy = (change: Parameters<typeof parcel>[0] = {}) =>
  strategyOf(parcel(change))
