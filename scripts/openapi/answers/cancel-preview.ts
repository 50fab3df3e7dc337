import { z } from "@medusajs/framework/zod"
import {
  LIKELY_ENDS,
  RECORD_STATES,
} from "../../../src/modules/cancellation/core/vocabulary"
import { number, requestPreview, text, textOrNull, time } from "./fields"

export const AdminCancelPreview = z
  .object({
    provider_order_id: text("Begins with `cnpo_`."),
    provider_id: text("The provider's id in the configuration."),
    external_id: text("The provider's id of the order."),
    step: number(
      "When its turn comes. Those of step 1 go at once, and a later one once those that it waits for are done."
    ),
    waits_for: z
      .array(z.string())
      .nullable()
      .describe(
        "The ids of the providers that come first; null where it waits for none."
      ),
    request: requestPreview()
      .nullable()
      .describe(
        "What would be sent, without keys and personal data. Null where nothing would be, or where it can't be shown before."
      ),
    record: z
      .object({
        state: z
          .enum(RECORD_STATES)
          .describe(
            "What the record shows of the order. `shipped`, `captured` and `blocked`: it is open, and the provider most likely refuses to cancel it. `not_confirmed`, `unclear`: it is open, and what the provider would do can't be said yet."
          ),
        status: textOrNull("The provider's own word for it."),
        message: textOrNull("What follows from it, in words."),
        read_at: time("When it was read."),
      })
      .nullable()
      .describe(
        "The provider's own record. Null where it can't be read, wasn't read in time, or wasn't asked for."
      ),
    likely: z.enum(LIKELY_ENDS).describe("What most likely comes of it."),
    problem: textOrNull(
      "What keeps it from being sent, or from being foreseen."
    ),
    problem_code: textOrNull(
      "The same as a code, for programs: `cancelled_before`, `under_way`, `needs_review`, `cancelling_there`, `nothing_left`, `not_asked`, `request_not_shown`, one of the order's own, the code of the refusal that the cancel would meet, or the code of the error that came of looking."
    ),
  })
  .describe(
    "What the full cancellation of one provider order would be. Nothing is sent."
  )
