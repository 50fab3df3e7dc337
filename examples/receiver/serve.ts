import { createServer } from "node:http"
import { text } from "node:stream/consumers"
import { receive, type Message } from "./receiver"

/** Answers 500 where acting on a message fails, so that it comes again. */
export const serve = (
  secret: string,
  act: (message: Message) => Promise<void>
) =>
  createServer((request, response) => {
    const headers = request.headers as Record<string, string>
    text(request)
      .then((body) => receive(secret, headers, body, act))
      .catch(() => 500)
      .then((status) => response.writeHead(status).end())
      .catch(() => response.destroy())
  })
