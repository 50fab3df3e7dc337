import { Socket } from "node:net"
import { Dispatcher, Pool } from "undici"
import { AnswerHandler } from "./answer-handler"
import { dispatchOptions } from "./dispatch-options"
import {
  Exchange,
  ExchangeFailure,
  ExchangeResponse,
  ProviderRequest,
} from "./exchange"
import { invalidRequest, notSent } from "./failures"
import { guardedLookup } from "./guarded-lookup"
import { refuseUrl } from "./host-policy"
import { trackedConnector } from "./tracked-connector"

export interface ProviderHttpOptions {
  /** Calls in flight at once, per origin, and as many on fresh connections. */
  concurrency: number
  /** From the request's start to the last byte of the answer. */
  requestTimeoutMs: number
  allowPrivateHosts: readonly string[]
  /** The most bytes that are read of an answer. Default: 1 MB. */
  maxBodyBytes?: number
}

export interface SendOptions {
  /** Shortens this call's time. It never lengthens it. */
  timeoutMs?: number
  /** Called at most once, right before the first byte is written. */
  onSent?: () => void
  /**
   * Uses a connection for this request and no other. A server may close a
   * connection that was used before just as the request arrives, and then
   * nobody knows whether it was read. It costs a handshake, and is for calls
   * that can neither be repeated nor found in a record.
   */
  freshConnection?: boolean
}

/** What a provider's code sees of the HTTP client. */
export interface ProviderHttp {
  /** Never throws. What went wrong is in the exchange's result. */
  send(request: ProviderRequest, options?: SendOptions): Promise<Exchange>
}

const MAX_BODY_BYTES = 1_048_576
const CONNECT_TIMEOUT_MS = 10_000

/**
 * How long an idle connection is kept. It is shorter than the usual 5 s of
 * servers: a request that is written while the server closes the connection
 * can't be told from one that was processed, so its outcome would be unknown.
 */
const KEEP_ALIVE_MS = 3_000

/**
 * An HTTP client that knows whether anything left this machine.
 *
 * undici calls `onRequestStart` right before it writes the first byte. An error
 * before that proves that the provider saw nothing: a failure of DNS, connect
 * or TLS, or a timeout while waiting for a free connection. After it, nothing
 * is assumed.
 *
 * Redirects are not followed. A proxy named in the environment is not used,
 * because it would look up names itself, past the check of addresses. Answers
 * are limited in size and time.
 */
export class ProviderHttpClient implements ProviderHttp {
  private readonly kept = new Map<string, Pool>()
  /** Pools whose connections are closed after one request. */
  private readonly fresh = new Map<string, Pool>()
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

    return this.exchange(request, timeoutMs, options).then((result) => ({
      request: shown,
      result,
      duration_ms: Math.round(performance.now() - startedAt),
    }))
  }

  /** Aborts what is in flight. Nothing is sent afterwards. */
  async close(): Promise<void> {
    this.closed = true
    const pools = [...this.kept.values(), ...this.fresh.values()]
    this.kept.clear()
    this.fresh.clear()
    await Promise.all(pools.map((pool) => pool.destroy()))
    for (const socket of this.connecting) {
      socket.destroy(new Error("closed"))
    }
  }

  private exchange(
    request: ProviderRequest,
    timeoutMs: number,
    { onSent, freshConnection = false }: SendOptions
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
      dispatched = dispatchOptions(url, request, freshConnection)
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
        resolve,
        onSent
      )
      try {
        this.poolOf(url, freshConnection).dispatch(dispatched, handler)
      } catch (error) {
        handler.onResponseError(null, error as Error)
      }
    })
  }

  private poolOf(url: URL, isFresh: boolean): Pool {
    const pools = isFresh ? this.fresh : this.kept
    let pool = pools.get(url.origin)
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
      pools.set(url.origin, pool)
    }
    return pool
  }
}
