import { LOG_PREFIX } from "./log-prefix"

/** A difference that was not known before and is reported once. */
export interface NewDrift {
  provider_order_id: string
  provider_id: string
  external_id: string
  message: string
}

/** One line that tells an operator where to look. */
export const driftLine = ({
  provider_id,
  external_id,
  message,
}: NewDrift): string =>
  `${LOG_PREFIX} order ${external_id} at "${provider_id}" differs from the ledger. ${message}`
