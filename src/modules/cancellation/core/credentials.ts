import { Health } from "./circuit"
import { PauseCode } from "./vocabulary"

/** What an attempt said about its provider, and which order it was about. */
export interface OrderHealth {
  health: Health
  provider_order_id: string
}

/** Why a provider pauses itself. */
export interface Refused {
  code: PauseCode
  /** The provider's words for it. */
  message: string
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
  /** Null: nothing is refused. */
  refused: Refused | null
} => {
  let forbidden_order_id = before
  let forbidden: Refused | null = null
  let unauthorized: Refused | null = null
  for (const { health, provider_order_id } of reports) {
    if (health.type === "unauthorized") {
      const { code, message } = health
      unauthorized ??= { code, message }
    } else if (health.type === "up") {
      forbidden_order_id = null
    } else if (health.type === "forbidden") {
      if (
        forbidden_order_id !== null &&
        forbidden_order_id !== provider_order_id
      ) {
        forbidden = { code: "forbidden", message: health.message }
      }
      forbidden_order_id = provider_order_id
    }
  }
  return { forbidden_order_id, refused: unauthorized ?? forbidden }
}
