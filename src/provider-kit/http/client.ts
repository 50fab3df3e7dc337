import { lookup, LookupAddress } from "node:dns"
import { isIP, Socket } from "node:net"
import { buildConnector, Dispatcher, Pool } from "undici"
import {
  Exchange,
  ExchangeFailure,
  ExchangeResponse,
  ProviderRequest,
} from "./exchange"
import {
  allowsPrivate,
  isLoopback,
  isPrivateAddress,
  refuseUrl,
} from "./host-policy"

export interface ProviderHttpOptions {
  /** Calls in flight at once, per origin. */
  concurrency: number
  /** From the request's start to the last byte of the answer. */
  requestTimeoutMs: number
  allowPrivateHosts: readonly string[]
  /** The most that is read of an answer. Default: 1 MB. */
  maxBodyBytes?: number
}

export interface SendOptions {
  /** Shortens this call's time, never lengthens it. */
  timeoutMs?: number
}

/** What a strategy sees of the HTTP client. */
export interface ProviderHttp {
  /** Never throws: what went wrong is in the exchange's result. */
  send(request: ProviderRequest, options?: SendOptions): Promise<Exchange>
}

const MAX_BODY_BYTES = 1_048_576
const CONNECT_TIMEOUT_MS = 10_000

/**
 * How long an idle connection is kept. Shorter than common servers' 5 s: a
 * request written to a connection that the server is just closing can't be
 * told from one that was processed, and would end as an unknown outcome.
 */
const KEEP_ALIVE_MS = 3_000

const headerOf = (
  headers: Record<string, string | string[] | undefined>,
  name: string
): string | null => {
  const value = headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? null
}

/** Ours are defaults, whatever the case in which a strategy names its own. */
const headersFor = (request: ProviderRequest): Record<string, string> => ({
  accept: "application/json",
  "user-agent": "medusa-plugin-cancellation",
  ...(request.body === undefined ? {} : { "content-type": "application/json" }),
  ...Object.fromEntries(
    Object.entries(request.headers ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ])
  ),
})

/** Throws where the body can't be written as JSON. */
const dispatchOptions = (
  url: URL,
  request: ProviderRequest
): Dispatcher.DispatchOptions => ({
  origin: url.origin,
  path: `${url.pathname}${url.search}`,
  method: request.method,
  headers: headersFor(request),
  body: request.body === undefined ? null : JSON.stringify(request.body),
  // AnswerHandler bounds the call as a whole.
  headersTimeout: 0,
  bodyTimeout: 0,
})

/**
 * An HTTP client that can say whether anything left this machine.
 *
 * undici calls `onRequestStart` right before it writes the first byte, so an
 * error before it proves that the provider saw nothing (DNS, connect and TLS
 * failures, or a timeout while waiting for a free connection). After it,
 * nothing is assumed.
 *
 * Redirects are not followed. Answers are bounded in size and time.
 */
export class ProviderHttpClient implements ProviderHttp {
  private readonly pools = new Map<string, Pool>()
  private readonly connecting = new Set<Socket>()
  private closed = false

  constructor(private readonly options: ProviderHttpOptions) {}

  send(request: ProviderRequest, options: SendOptions = {}): Promise<Exchange> {
    const startedAt = performance.now()
    const shown = {
      method: request.method,
      url: request.url,
      body: request.body ?? null,
    }
    const timeoutMs = Math.min(
      options.timeoutMs ?? Infinity,
      this.options.requestTimeoutMs
    )

    return this.exchange(request, timeoutMs).then((result) => ({
      request: shown,
      result,
      duration_ms: Math.round(performance.now() - startedAt),
    }))
  }

  /** Gives up what is in flight. Nothing is sent after it. */
  async close(): Promise<void> {
    this.closed = true
    const pools = [...this.pools.values()]
    this.pools.clear()
    await Promise.all(pools.map((pool) => pool.destroy()))
    for (const socket of this.connecting) {
      socket.destroy(new Error("closed"))
    }
  }

  private exchange(
    request: ProviderRequest,
    timeoutMs: number
  ): Promise<ExchangeResponse | ExchangeFailure> {
    if (this.closed) {
      return Promise.resolve(
        notSent("client_closed", "The process is shutting down.")
      )
    }
    let url: URL
    let dispatched: Dispatcher.DispatchOptions
    try {
      url = new URL(request.url)
      dispatched = dispatchOptions(url, request)
    } catch (error) {
      return Promise.resolve(invalidRequest(error as Error))
    }
    const refusal = refuseUrl(url, this.options.allowPrivateHosts)
    if (refusal) {
      return Promise.resolve(notSent("host_not_allowed", refusal))
    }
    if (timeoutMs <= 0) {
      return Promise.resolve(
        notSent("no_time_left", "There was no time left to send the request.")
      )
    }

    return new Promise((resolve) => {
      const handler = new AnswerHandler(
        this.options.maxBodyBytes ?? MAX_BODY_BYTES,
        timeoutMs,
        resolve
      )
      try {
        this.poolOf(url).dispatch(dispatched, handler)
      } catch (error) {
        handler.onResponseError(null, error as Error)
      }
    })
  }

  private poolOf(url: URL): Pool {
    let pool = this.pools.get(url.origin)
    if (!pool) {
      pool = new Pool(url.origin, {
        connections: this.options.concurrency,
        pipelining: 1,
        keepAliveTimeout: KEEP_ALIVE_MS,
        keepAliveMaxTimeout: KEEP_ALIVE_MS,
        connect: trackedConnector(
          {
            timeout: Math.min(
              CONNECT_TIMEOUT_MS,
              this.options.requestTimeoutMs
            ),
            lookup: guardedLookup(url.hostname, this.options.allowPrivateHosts),
          },
          this.connecting
        ),
      })
      this.pools.set(url.origin, pool)
    }
    return pool
  }
}

/**
 * undici's own connector; what it is at work on is in `connecting`. A pool that
 * is destroyed lets go of such a socket only when it is connected, or times
 * out.
 */
const trackedConnector = (
  options: buildConnector.BuildOptions,
  connecting: Set<Socket>
): buildConnector.connector => {
  // It returns the socket, though its type doesn't say so.
  const connect = buildConnector(options) as unknown as (
    ...args: Parameters<buildConnector.connector>
  ) => Socket

  return (target, callback) => {
    const socket = connect(target, (...result) => {
      connecting.delete(socket)
      callback(...result)
    })
    connecting.add(socket)
  }
}

type Lookup = NonNullable<
  Extract<buildConnector.BuildOptions, { lookup?: unknown }>["lookup"]
>

/**
 * A public name may be made to point into the private network after the
 * configuration was checked, so the address is looked at again.
 */
const guardedLookup = (
  configuredHost: string,
  allowPrivateHosts: readonly string[]
): Lookup => {
  const isAllowed = isLoopback(configuredHost)
    ? isLoopback
    : allowsPrivate(allowPrivateHosts, configuredHost)
      ? () => true
      : (address: string) => !isPrivateAddress(address)

  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) {
        callback(error, [])
        return
      }
      const addresses: LookupAddress[] = found.filter(({ address }) =>
        isAllowed(address)
      )
      const first = addresses[0]
      if (!first) {
        callback(
          Object.assign(
            new Error(
              `${hostname} resolves to a private address: list it in allowPrivateHosts if that is meant`
            ),
            { code: "HOST_NOT_ALLOWED" }
          ),
          []
        )
        return
      }
      if (options.all) {
        callback(null, addresses)
        return
      }
      callback(null, first.address, isIP(first.address))
    })
  }
}

const notSent = (code: string, message: string): ExchangeFailure => ({
  kind: "failure",
  sent: false,
  code,
  message,
})

const describe = (error: Error & { code?: string }): string =>
  [error.code, error.message].filter(Boolean).join(": ")

const invalidRequest = (error: Error & { code?: string }): ExchangeFailure =>
  notSent(
    "invalid_request",
    `The request could not be built (${describe(error)}): check the provider's options.`
  )

/** Why nothing was sent: an error before the first byte. */
const notSentBecause = (error: Error & { code?: string }): ExchangeFailure => {
  if (error.code === "HOST_NOT_ALLOWED") {
    return notSent("host_not_allowed", error.message)
  }
  // A header that undici won't write, for example.
  return error.code === "UND_ERR_INVALID_ARG"
    ? invalidRequest(error)
    : notSent(
        "connection_failed",
        `No connection could be made (${describe(error)}).`
      )
}

/** Collects one answer, and stops at the first limit. */
class AnswerHandler implements Dispatcher.DispatchHandler {
  private started = false
  private settled = false
  private controller: Dispatcher.DispatchController | null = null
  private response: ExchangeResponse | null = null
  private readonly chunks: Buffer[] = []
  private size = 0
  private readonly timer: NodeJS.Timeout

  constructor(
    private readonly maxBodyBytes: number,
    private readonly timeoutMs: number,
    private readonly resolve: (
      result: ExchangeResponse | ExchangeFailure
    ) => void
  ) {
    this.timer = setTimeout(() => {
      this.onTimeout()
    }, timeoutMs)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.settled) {
      // It timed out while it waited for a connection: undici looks at this
      // before it writes, so nothing leaves after we reported "not sent".
      controller.abort(new Error("timed out before it was sent"))
      return
    }
    this.controller = controller
    this.started = true
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>
  ): void {
    if (status < 200) {
      return
    }
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
    this.fail(
      this.started
        ? {
            kind: "failure",
            sent: true,
            code: "connection_lost",
            message: `The connection was lost before an answer came (${describe(error)}).`,
          }
        : notSentBecause(error)
    )
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
        body_state: bodyState,
        body: Buffer.concat(this.chunks).toString("utf8"),
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
