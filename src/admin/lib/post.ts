import { sdk } from "./sdk"

/** @param idempotencyKey - the same for the same request, however often sent */
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
