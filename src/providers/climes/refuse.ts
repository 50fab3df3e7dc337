import { type CancellationCall } from "../../provider-kit"
import { instructionFor } from "./instruction"
import { type Options } from "./options"
import { unlockDateOf } from "./unlock-date"

/**
 * Pure: why this call can't be carried out, for a shop assistant, or null.
 *
 * Climes changes an order only while it is locked (Climes, "Partial Order
 * Cancellation"). A removal past the unlock date is refused here; a DELETE is
 * sent all the same, because an order should not stay uncancelled for a date
 * that may have been moved at Climes.
 */
export const refuseCall = (
  call: CancellationCall,
  options: Options,
  now: Date
): string | null => {
  if (call.details && Object.keys(call.details).length > 0) {
    return `Climes takes no details: leave out ${Object.keys(call.details).join(", ")}.`
  }

  // Voids that wait are superseded by the cancel that is being asked for, and
  // one in flight may be settled before it: this is known when it is sent. What
  // Climes says is left is for a person to settle, who needs a cancel for that.
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
