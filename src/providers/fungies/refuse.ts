import { type CancellationCall, pathSegment } from "../../provider-kit"

export const invalidId = (externalId: string): string =>
  `"${externalId}" can't be a Fungies order's id or number. Register the right one.`

/** Pure: why this call can't be made, for a shop assistant, or null. */
export const refuseCall = (call: CancellationCall): string | null => {
  const { external_id } = call.provider_order
  if (pathSegment(external_id) === null) {
    return invalidId(external_id)
  }
  if (call.kind === "void") {
    return `Fungies can't void a part of order ${external_id}: cancel it as a whole.`
  }
  return call.details && Object.keys(call.details).length > 0
    ? `Fungies takes no details: leave out ${Object.keys(call.details).join(", ")}.`
    : null
}
