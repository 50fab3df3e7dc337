import { generateJwtToken } from "@medusajs/framework/utils"

/** A request whose answer wasn't a 2xx, or that had no answer. */
export class RequestFailed extends Error {}

/** The server's routes, for a logged-in staff member. */
export class AdminApi {
  private readonly token: string

  constructor(
    private readonly url: string,
    jwtSecret: string
  ) {
    this.token = generateJwtToken(
      {
        actor_id: "user_staff",
        actor_type: "user",
        auth_identity_id: "authid_staff",
        app_metadata: { user_id: "user_staff" },
      },
      { secret: jwtSecret, expiresIn: "1h" }
    )
  }

  get<T>(path: string): Promise<T> {
    return this.request<T>("GET", path)
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.request<T>("POST", path, JSON.stringify(body))
  }

  private async request<T>(
    method: string,
    path: string,
    body?: string
  ): Promise<T> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      body,
      headers: {
        authorization: `Bearer ${this.token}`,
        "content-type": "application/json",
      },
      signal: AbortSignal.timeout(60_000),
    }).catch((error: unknown) => {
      throw new RequestFailed(`${method} ${path}: ${String(error)}`)
    })
    const text = await answer.text()
    if (!answer.ok) {
      throw new RequestFailed(`${method} ${path}: ${answer.status} ${text}`)
    }
    return JSON.parse(text) as T
  }
}
