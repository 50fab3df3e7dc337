import { type AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/**
 * How people know whoever made a request: a user's e-mail address, or the title
 * of a secret API key. Null where it can't be told: it never fails a request.
 */
export const actorName = async (
  req: AuthenticatedMedusaRequest
): Promise<string | null> => {
  const { actor_id, actor_type } = req.auth_context
  const isUser = actor_type === "user"
  try {
    const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({
      entity: isUser ? "user" : "api_key",
      fields: isUser ? ["email"] : ["title"],
      filters: { id: actor_id },
    })
    const [actor] = data as { email?: string; title?: string }[]
    const name = isUser ? actor?.email : actor?.title
    return name ?? null
  } catch {
    return null
  }
}
