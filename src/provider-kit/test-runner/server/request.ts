import { IncomingMessage } from "node:http"
import { FakeRequest } from "../types"

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Null where the client left before it had sent the whole request. */
export const readRequest = async (
  incoming: IncomingMessage
): Promise<FakeRequest | null> => {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of incoming) {
      chunks.push(chunk as Buffer)
    }
  } catch {
    return null
  }
  const url = incoming.url ?? "/"
  const end = url.includes("?") ? url.indexOf("?") : url.length
  const text = Buffer.concat(chunks).toString("utf8")
  return {
    method: incoming.method ?? "GET",
    path: url.slice(0, end),
    query: url.slice(end),
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(", ") : (value ?? ""),
      ])
    ),
    text,
    body: parsed(text),
  }
}
