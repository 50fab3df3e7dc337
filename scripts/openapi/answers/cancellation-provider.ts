import { z } from "@medusajs/framework/zod"
import { UNITS } from "../../../src/provider-kit/unit"
import { count, text, textOrNull, time, timeOrNull } from "./fields"
import {
  AUTOMATED_SOURCES,
  CIRCUIT_STATES,
  PAUSE_CODES,
  PAUSERS,
} from "../../../src/modules/cancellation/core/vocabulary"

export const AdminCancellationProvider = z
  .object({
    id: text("Its id in the configuration."),
    identifier: textOrNull("Of its kind; null if it is no longer configured."),
    unit: z
      .enum(UNITS)
      .nullable()
      .describe("What it measures in; null if it is no longer configured."),
    supports_void: z.boolean().describe("False: whole orders only."),
    is_configured: z
      .boolean()
      .describe("False: it is only known from the ledger."),
    is_paused: z.boolean().describe("True: nothing is sent to it."),
    pause: z
      .object({
        by: z
          .enum(PAUSERS)
          .describe(
            "`auth`: the provider refused every call, see `code`. `identity`: the ledger is in another database than it was."
          ),
        reason: textOrNull("Why."),
        code: z
          .enum(PAUSE_CODES)
          .nullable()
          .describe(
            "What it answered, of a pause by `auth`. `unauthorized`: it does not accept the credentials. `forbidden`: they have too few rights. `gone`: nobody is at its address any more. Null otherwise, and where it is not known."
          ),
        since: time("Since when."),
      })
      .nullable(),
    circuit: z
      .object({
        state: z.enum(CIRCUIT_STATES),
        until: timeOrNull("When the next call is tried."),
      })
      .describe(
        "`open`: it failed too often, or asked for a pause, and is left alone."
      ),
    counts: z
      .object({
        pending: count("Cancellations that wait."),
        in_progress: count("In flight."),
        accepted: count("Taken by the provider, not settled."),
        needs_review: count("Waiting for a person."),
        rejected: count("Refused, and not closed."),
      })
      .describe("Open cancellations, by status."),
    failing: count(
      "Those whose last call failed, and which are tried again; while its circuit is not closed, also those that wait for their first call. 0 while it is paused."
    ),
    waiting_since: timeOrNull(
      "When the oldest that is `pending` or `in_progress` was captured."
    ),
    last_success_at: timeOrNull("When a call last succeeded."),
    last_failure_at: timeOrNull("When a call last failed."),
  })
  .describe("A provider, and how it is doing.")

export const AdminCancellationProviderCheck = z
  .union([
    z.object({
      ok: z.boolean().describe("True: it accepted the credentials."),
      message: text("What was found, and what to do next."),
    }),
    z.object({
      supported: z
        .literal(false)
        .describe("This provider has nothing that could be asked."),
    }),
  ])
  .describe("Whether a provider accepts the credentials.")

export const AdminRunningConfiguration = z
  .object({
    providers: z.array(z.string()).describe("The ids of its providers."),
    sources: z
      .array(z.enum(AUTOMATED_SOURCES))
      .describe("What captures by itself."),
    processes: count("How many processes have it."),
  })
  .describe("What some processes of the store run with.")
