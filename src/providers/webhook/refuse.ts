import { type CancellationCall } from "../../provider-kit"

/** Pure: why this call can't be made, for a shop assistant, or null. */
export const refuseCall = ({ details }: CancellationCall): string | null =>
  details && Object.keys(details).length > 0
    ? `A webhook takes no details: leave out ${Object.keys(details).join(", ")}.`
    : null
