import { model } from "@medusajs/framework/utils"
import { PAUSERS, CIRCUIT_STATES } from "../core/vocabulary"

/** What all processes share about one provider: pause, circuit, last calls. */
export const ProviderState = model.define(
  { name: "ProviderState", tableName: "cncl_provider_state" },
  {
    /** The provider's id. */
    id: model.text().primaryKey(),
    paused_by: model.enum([...PAUSERS]).nullable(),
    pause_reason: model.text().nullable(),
    /** Of a pause by `auth`: the code of what it answered. */
    pause_code: model.text().nullable(),
    paused_at: model.dateTime().nullable(),
    /** After a pause for the credentials: when one call may probe them. */
    probe_at: model.dateTime().nullable(),
    /** The provider order whose call was last forbidden, see the pause rule. */
    forbidden_order_id: model.text().nullable(),
    circuit_state: model.enum([...CIRCUIT_STATES]).default("closed"),
    circuit_until: model.dateTime().nullable(),
    /** The start, calls and failures of the running window, for the circuit. */
    window_started_at: model.dateTime().nullable(),
    window_calls: model.number().default(0),
    window_failures: model.number().default(0),
    last_success_at: model.dateTime().nullable(),
    last_failure_at: model.dateTime().nullable(),
  }
)
