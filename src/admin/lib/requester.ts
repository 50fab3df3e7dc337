import type { Cancellation } from "./wire"

/** The idempotency keys of this dashboard begin with it. */
export const DASHBOARD_KEY = "admin-"

/** Who asked for a cancellation. Null where nobody did: a fact caused it. */
export const requesterOf = ({
  captured_by,
  created_by,
  idempotency_key,
}: Pick<Cancellation, "captured_by" | "created_by" | "idempotency_key">): {
  id: string
  isInDashboard: boolean
} | null =>
  captured_by === "request" && created_by !== null
    ? {
        id: created_by,
        isInDashboard: idempotency_key?.startsWith(DASHBOARD_KEY) ?? false,
      }
    : null
