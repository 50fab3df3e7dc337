import { Webhook } from "standardwebhooks"

export interface Message {
  type: "order.canceled" | "order.partially_canceled" | "ping"
  data: { order_id: string; cancellation_id: string }
}

/** In your own system: a table with the message's id as its key. */
const acts = new Map<string, Promise<void>>()

/** @returns the status to answer with; where acting fails, it throws */
export const receive = async (
  secret: string,
  headers: Record<string, string>,
  body: string,
  act: (message: Message) => Promise<void>
): Promise<number> => {
  let message: Message
  try {
    message = new Webhook(secret).verify(body, headers) as Message
  } catch {
    return 401
  }
  if (message.type !== "ping") {
    const id = headers["webhook-id"] ?? ""
    acts.set(id, acts.get(id) ?? act(message))
    await acts.get(id)?.catch((error: unknown) => {
      acts.delete(id)
      throw error
    })
  }
  return 204
}
