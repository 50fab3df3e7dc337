import { type CancellationDTO } from "../../../modules/cancellation/types"
import { withShortTexts } from "../../utils/short-texts"
import { type HeldProvider, type HeldRow, whyOf } from "./why"

type Row = HeldRow & Pick<CancellationDTO, "proof">

/** What a cell has that isn't a field of its own. */
const PARTS: Readonly<Record<string, (row: Row) => unknown>> = {
  proof_by: ({ proof }) => proof?.by,
  proof_statement: ({ proof }) => proof?.statement,
  proof_at: ({ proof }) => proof?.at,
  error_code: ({ last_error }) => last_error?.code,
  error_message: ({ last_error }) => last_error?.message,
  provider_message: ({ last_error }) => last_error?.provider_message,
}

/** The columns: fields of a cancellation, and parts of them. */
export const COLUMNS = [
  "id",
  "order_id",
  "order_display_id",
  "order_custom_display_id",
  "provider_id",
  "external_id",
  "kind",
  "unit",
  "amount",
  "currency_code",
  "items",
  "status",
  "reason",
  "note",
  "source",
  "source_id",
  "captured_by",
  "attempt_count",
  "proof_by",
  "proof_statement",
  "proof_at",
  "error_code",
  "error_message",
  "provider_message",
  "provider_reference",
  "created_by",
  "resolved_by",
  "created_at",
  "settled_at",
  "why",
] as const

/** What the columns of a cancellation hold, in their order. */
export const cellsOf = (
  given: Row,
  providers: readonly HeldProvider[],
  now: Date
): unknown[] => {
  const cut: Row = {
    ...given,
    last_error: withShortTexts(given.last_error) as Row["last_error"],
  }
  const row: Row & Record<string, unknown> = {
    ...cut,
    why: whyOf(cut, providers, now),
  }
  return COLUMNS.map((name) => PARTS[name]?.(row) ?? row[name])
}
