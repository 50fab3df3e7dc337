import {
  type CancellationDTO,
  type CancellationProviderDTO,
} from "../../../modules/cancellation/types"

/** What of a cancellation decides it. */
export type HeldRow = Pick<
  CancellationDTO,
  "status" | "provider_id" | "waits_for" | "next_attempt_at" | "last_error"
>

/** What of its provider decides it. */
export type HeldProvider = Pick<
  CancellationProviderDTO,
  "id" | "is_configured" | "pause" | "circuit"
>

/** The dashboard's words, in English as all that is exported. */
export const HOLDS = {
  unsent:
    "Not sent yet: {{provider}} failed, or asked for a pause. It is sent by itself.",
  circuit_open:
    "Waits: the provider failed, or asked for a pause, and is left alone for a while.",
  not_configured: "Waits: the provider is not configured any more.",
  auth: "Provider paused: key refused.",
  forbidden: "Provider paused: its key may not do this.",
  gone: "Provider paused: nothing answers at its address any more.",
  operator: "Provider paused by hand.",
  identity: "Provider paused: the store's database was moved.",
} as const

/**
 * Why it has not happened, as the dashboard says it: what holds it up at its
 * provider, then what went wrong. Empty where nothing stands in its way.
 */
export const whyOf = (
  row: HeldRow,
  providers: readonly HeldProvider[],
  now: Date
): string => {
  if (row.status === "succeeded") {
    return ""
  }
  const provider = providers.find(({ id }) => id === row.provider_id)
  const { last_error: error } = row
  return [
    ...(provider ? holdsOf(row, provider, now) : []),
    ...(error?.provider_message ? [`“${error.provider_message}”`] : []),
    ...(error ? [error.message] : []),
  ].join(" ")
}

const holdsOf = (row: HeldRow, provider: HeldProvider, now: Date): string[] => {
  const { status, waits_for, next_attempt_at: next, last_error } = row
  if (status !== "pending" && status !== "accepted") {
    return []
  }
  const { is_configured, pause, circuit } = provider
  if (!is_configured) {
    return [HOLDS.not_configured]
  }
  if (pause) {
    return pause.by === "operator"
      ? [HOLDS.operator, ...(pause.reason ? [`“${pause.reason}”`] : [])]
      : [HOLDS[kindOf(pause)]]
  }
  if (status === "pending" && waits_for) {
    return [`Waits for ${waits_for.join(", ")}.`]
  }
  if (circuit.state === "closed") {
    return []
  }
  if (status === "pending" && !last_error) {
    return [HOLDS.unsent.replace("{{provider}}", provider.id)]
  }
  return next && next > now ? [] : [HOLDS.circuit_open]
}

const kindOf = ({
  by,
  code,
}: NonNullable<HeldProvider["pause"]>): keyof typeof HOLDS =>
  by === "auth" && (code === "forbidden" || code === "gone") ? code : by
