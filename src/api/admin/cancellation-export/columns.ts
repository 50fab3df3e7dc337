import { type CancellationDTO } from "../../../modules/cancellation/types"
import { withShortTexts } from "../../utils/short-texts"

type Row = Pick<CancellationDTO, "last_error" | "proof"> &
  Record<string, unknown>

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

/** @param why - why it has not happened */
export const cellsOf = (given: CancellationDTO, why: string): unknown[] => {
  const row: Row = {
    ...given,
    why,
    last_error: withShortTexts(given.last_error) as Row["last_error"],
  }
  return COLUMNS.map((name) => PARTS[name]?.(row) ?? row[name])
}
