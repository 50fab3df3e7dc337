import { type CancellationCall } from "../../provider-kit"
import { instructionFor } from "./instruction"
import { type Options } from "./options"
import { unlockDateOf } from "./unlock-date"

/**
 * Pure: why this call can't be carried out, in words for a shop assistant, or
 * null.
 *
 * Climes changes an order only while it is locked (Climes, "Partial Order
 * Cancellation"). A removal after the unlock date is refused here. A DELETE is
 * sent all the same: the date may have been moved at Climes, and would be a
 * poor reason to leave an order uncancelled.
 */
export const refuseCall = (
  call: CancellationCall,
  options: Options,
  now: Date
): string | null => {
  if (call.details && Object.keys(call.details).length > 0) {
    return `Climes takes no details: leave out ${Object.keys(call.details).join(", ")}.`
  }

  // This is decided when it is sent. The cancellation supersedes voids that
  // wait, and a void in flight may settle before it. A person has to settle a
  // difference with what Climes says is left, and needs a cancellation for
  // that.
  const instruction = instructionFor(
    { ...call, reserved: "0", told_remaining: null },
    options
  )
  if (instruction.type === "settled") {
    return instruction.outcome.type === "rejected"
      ? instruction.outcome.error.message
      : null
  }

  const unlocked = unlockDateOf(call.provider_order)
  return instruction.request.method === "PATCH" && unlocked && unlocked <= now
    ? `Climes unlocked order ${call.provider_order.external_id} on ${unlocked.toISOString()}: its climes can't be removed any more. Correct unlock_date if that date was moved.`
    : null
}
