import { ServerResponse } from "node:http"
import { FakeAnswer } from "../types"

/** What a fault has to work with. */
export interface Stage {
  /** Lets the API handle the request. Its answer isn't sent by this. */
  apply: () => FakeAnswer
  response: ServerResponse
}

/** What happens to one request between the client and the API. */
export type Fault = (stage: Stage) => void

/** Whether the API carries out the request behind the fault. */
export interface Application {
  applied: boolean
}

const applyIf = ({ applied }: Application, { apply }: Stage): void => {
  if (applied) {
    apply()
  }
}

/** Sends an answer unchanged. */
export const send = (
  response: ServerResponse,
  { status, headers = {}, body }: FakeAnswer
): void => {
  const isText = typeof body === "string"
  const text = body === undefined ? "" : isText ? body : JSON.stringify(body)
  response.writeHead(status, {
    ...(text !== "" && {
      "content-type": isText ? "text/html" : "application/json",
    }),
    ...headers,
  })
  response.end(text)
}

/** Gives this answer, whatever the API would say. */
export const answers =
  (answer: FakeAnswer, application: Application = { applied: false }): Fault =>
  (stage) => {
    applyIf(application, stage)
    send(stage.response, answer)
  }

/** Breaks the connection without an answer. */
export const drops =
  (application: Application): Fault =>
  (stage) => {
    applyIf(application, stage)
    stage.response.destroy()
  }

/** Never answers a request. */
export const hangs =
  (application: Application): Fault =>
  (stage) => {
    applyIf(application, stage)
  }

/** Breaks the connection in the middle of a 200. */
export const breaksOff: Fault = ({ response }) => {
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": "1000",
  })
  response.write('{"status":"', () => response.destroy())
}

/** More than the HTTP client reads of an answer (1 MB by default). */
const HUGE_BYTES = 2 * 1_048_576

/** Answers with a 200 that is valid JSON and too large to be read. */
export const floods: Fault = ({ response }) => {
  response.on("error", () => undefined)
  send(response, { status: 200, body: { filler: "x".repeat(HUGE_BYTES) } })
}
