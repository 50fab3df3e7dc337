import { type CancellationCall } from "../../provider-kit"

/** A URL swallows dot segments, even when they are percent-encoded. */
const VANISHING_IDS = new Set(["", ".", ".."])

/** Pure: why this call can't be carried out, for a shop assistant, or null. */
export const refuseCall = (call: CancellationCall): string | null => {
  const { external_id } = call.provider_order
  if (VANISHING_IDS.has(external_id)) {
    return `"${external_id}" can't be a Fungies order's id or number. Register the right one.`
  }
  if (call.kind === "void") {
    return `Fungies can't void a part of order ${external_id}: cancel it as a whole.`
  }
  return call.details && Object.keys(call.details).length > 0
    ? `Fungies takes no details: leave out ${Object.keys(call.details).join(", ")}.`
    : null
}
