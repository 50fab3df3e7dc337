import { Dispatcher } from "undici"
import { decodeBody } from "./decode-body"
import { ExchangeFailure, ExchangeResponse } from "./exchange"
import { connectionLost, notSent, notSentBecause } from "./failures"

const headerOf = (
  headers: Record<string, string | string[] | undefined>,
  name: string
): string | null => {
  const value = headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? null
}

/** A header's values in one list, over however many headers. */
const allOf = (
  headers: Record<string, string | string[] | undefined>,
  name: string
): string | null => {
  const value = headers[name]
  return (Array.isArray(value) ? value.join(", ") : value) ?? null
}

/** Collects one answer, and stops at the first limit that it exceeds. */
export class AnswerHandler implements Dispatcher.DispatchHandler {
  private started = false
  private settled = false
  private controller: Dispatcher.DispatchController | null = null
  private response: ExchangeResponse | null = null
  private encoding: string | null = null
  private readonly chunks: Buffer[] = []
  private size = 0
  private readonly timer: NodeJS.Timeout

  constructor(
    private readonly maxBodyBytes: number,
    private readonly timeoutMs: number,
    private readonly resolve: (
      result: ExchangeResponse | ExchangeFailure
    ) => void,
    private readonly onSent: () => void = () => undefined
  ) {
    this.timer = setTimeout(() => {
      this.onTimeout()
    }, timeoutMs)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.settled) {
      // It timed out while it waited for a connection. undici looks at this
      // before it writes, so nothing leaves after "not sent" was reported.
      controller.abort(new Error("timed out before it was sent"))
      return
    }
    this.controller = controller
    this.started = true
    this.onSent()
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>
  ): void {
    if (status < 200) {
      return
    }
    this.encoding = allOf(headers, "content-encoding")
    this.response = {
      kind: "response",
      status,
      headers: {
        content_type: headerOf(headers, "content-type"),
        retry_after: headerOf(headers, "retry-after"),
        date: headerOf(headers, "date"),
        location: headerOf(headers, "location"),
      },
      body_state: "broken",
      body: "",
    }
  }

  onResponseData(
    controller: Dispatcher.DispatchController,
    chunk: Buffer
  ): void {
    if (this.settled) {
      return
    }
    this.size += chunk.length
    if (this.size > this.maxBodyBytes) {
      this.finish("too_large")
      controller.abort(new Error("answer too large"))
      return
    }
    this.chunks.push(chunk)
  }

  onResponseEnd(): void {
    this.finish("complete")
  }

  onResponseError(
    _controller: Dispatcher.DispatchController | null,
    error: Error & { code?: string }
  ): void {
    if (this.response) {
      this.finish("broken")
      return
    }
    this.fail(this.started ? connectionLost(error) : notSentBecause(error))
  }

  private onTimeout(): void {
    if (this.response) {
      this.finish("broken")
    } else if (this.started) {
      this.fail({
        kind: "failure",
        sent: true,
        code: "timeout",
        message: `No answer came within ${this.timeoutMs} ms.`,
      })
    } else {
      this.fail(
        notSent(
          "connection_failed",
          `No connection was free or could be made within ${this.timeoutMs} ms.`
        )
      )
    }
    this.controller?.abort(new Error("timed out"))
  }

  private finish(bodyState: ExchangeResponse["body_state"]): void {
    if (this.response) {
      this.settle({
        ...this.response,
        ...decodeBody(
          Buffer.concat(this.chunks),
          bodyState,
          this.encoding,
          this.maxBodyBytes
        ),
      })
    }
  }

  private fail(failure: ExchangeFailure): void {
    this.settle(failure)
  }

  private settle(result: ExchangeResponse | ExchangeFailure): void {
    if (this.settled) {
      return
    }
    this.settled = true
    clearTimeout(this.timer)
    this.resolve(result)
  }
}
