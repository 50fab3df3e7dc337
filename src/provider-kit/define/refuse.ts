import { CancellationCall } from "../call"
import { pathSegment } from "../http/path-segment"

export const invalidId = (name: string): string =>
  `The id that is registered for ${name} is not an order id. Correct it first.`

interface Refusing {
  name: string
  refuse?: (call: CancellationCall, now: Date) => string | null
}

/** Pure: why a call can't be made, in words for a shop assistant, or null. */
export const refuseCall = (
  call: CancellationCall,
  now: Date,
  { name, refuse }: Refusing
): string | null => {
  if (pathSegment(call.provider_order.external_id) === null) {
    return invalidId(name)
  }
  if (refuse) {
    return refuse(call, now)
  }
  const details = Object.keys(call.details ?? {})
  return details.length > 0
    ? `${name} takes no details: leave out ${details.join(", ")}.`
    : null
}
