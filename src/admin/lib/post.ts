import { sdk } from "./sdk"

/** @param idempotencyKey - stays the same when the request is sent again */
export const post = <Answer>(
  path: string,
  body: object,
  idempotencyKey?: string
): Promise<Answer> =>
  sdk.client.fetch<Answer>(path, {
    method: "POST",
    body,
    headers: idempotencyKey ? { "idempotency-key": idempotencyKey } : {},
  })
