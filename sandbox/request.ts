import type { IncomingMessage } from "node:http"

import type { ApiRequest, RequestBody } from "./api"

/** Null where the client left before it had sent the whole request. */
export async function readText(
  incoming: IncomingMessage
): Promise<string | null> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of incoming) {
      chunks.push(chunk as Buffer)
    }
  } catch {
    return null
  }
  return Buffer.concat(chunks).toString("utf8")
}

export function toApiRequest(
  incoming: IncomingMessage,
  raw: string
): ApiRequest {
  const url = incoming.url ?? "/"
  const queryAt = url.indexOf("?")
  return {
    method: incoming.method ?? "GET",
    path: queryAt === -1 ? url : url.slice(0, queryAt),
    query: queryAt === -1 ? "" : url.slice(queryAt),
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(", ") : (value ?? ""),
      ])
    ),
    body: bodyOf(incoming.headers["content-type"] ?? "", raw),
    raw,
  }
}

export function bodyOf(contentType: string, raw: string): RequestBody {
  if (raw === "") {
    return { type: "none" }
  }
  if (!/^application\/json\s*(;|$)/i.test(contentType)) {
    return { type: "other", raw }
  }
  try {
    return { type: "json", value: JSON.parse(raw) as unknown }
  } catch {
    return { type: "malformed", raw }
  }
}

export function journalBody(body: RequestBody): unknown {
  switch (body.type) {
    case "none":
      return null
    case "json":
      return body.value
    default:
      return body.raw
  }
}
