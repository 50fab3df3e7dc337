import { Health } from "./circuit"

/** What an attempt said about its provider, and which order it was about. */
export interface OrderHealth {
  health: Health
  provider_order_id: string
}

/**
 * Whether the provider refuses our credentials. One refusal for lack of rights
 * may be about its order; refusals for two orders in a row mean the key.
 *
 * @param before - the order refused last, if nothing has worked since
 */
export const judgeCredentials = (
  before: string | null,
  reports: OrderHealth[]
): {
  forbidden_order_id: string | null
  /** The provider's words for the refusal; null: there is none. */
  refused: string | null
} => {
  let forbidden_order_id = before
  let forbidden: string | null = null
  let unauthorized: string | null = null
  for (const { health, provider_order_id } of reports) {
    if (health.type === "unauthorized") {
      unauthorized ??= health.message
    } else if (health.type === "up") {
      forbidden_order_id = null
    } else if (health.type === "forbidden") {
      if (
        forbidden_order_id !== null &&
        forbidden_order_id !== provider_order_id
      ) {
        forbidden = health.message
      }
      forbidden_order_id = provider_order_id
    }
  }
  return { forbidden_order_id, refused: unauthorized ?? forbidden }
}
