import {
  CancellationCall,
  CancellationKind,
  PrepareContext,
  ProviderOrderRef,
} from "../call"
import { ProviderHttpClient } from "../http/client"
import { Outcome, rejected } from "../outcome"
import { AbstractCancellationProvider } from "../provider"
import { Effect, RecordReading } from "../record"
import { callOf } from "./calls"
import { collectingLogger } from "./collecting-logger"
import { construct } from "./construct"
import { guard, must } from "./expect"
import { Addressed, isSame } from "./same-request"
import { Fault } from "./server/faults"
import { FakeServer, Received } from "./server/fake-server"
import {
  CancellationProviderTestRunnerOptions,
  ExampleCall,
  FakeApi,
} from "./types"

/** For every call, whatever it is about. */
const REQUEST_TIMEOUT_MS = 5_000

/** How long to wait for a call that is never answered. */
export const SHORT_TIMEOUT_MS = 400

/** What goes wrong in one attempt. */
export interface Trouble {
  /** What happens to the request that carries out the call. */
  effect?: Fault
  /** What happens to every other request. */
  others?: Fault
  /** Waits no longer than this for the faulty requests, in milliseconds. */
  timeoutMs?: number
  /** After `prepare`, before the call. */
  beforeSend?: () => Promise<void>
}

/** The outcome of one attempt, and where it came from. */
export interface Attempt {
  call: CancellationCall
  outcome: Outcome
  settledBy: "refuse" | "prepare" | "send"
  baseline: unknown
  /** The requests that arrived during it. */
  received: Received[]
}

/** A provider and the fake of its API, for one test. */
export class Bench<TApi extends FakeApi = FakeApi> {
  /** What the provider logged. */
  readonly logged: string[] = []
  private http = newClient()

  private constructor(
    readonly options: CancellationProviderTestRunnerOptions<TApi>,
    readonly api: TApi,
    readonly server: FakeServer,
    readonly strategy: AbstractCancellationProvider<unknown>
  ) {}

  /** Lends a bench to one test. */
  static async use<TApi extends FakeApi>(
    options: CancellationProviderTestRunnerOptions<TApi>,
    test: (bench: Bench<TApi>) => Promise<void>,
    providerOptions = options.options
  ): Promise<void> {
    const api = options.api()
    const server = await FakeServer.listen(api)
    try {
      const own = providerOptions(server.url)
      const bench = new Bench(options, api, server, construct(options, own))
      try {
        await test(bench)
      } finally {
        await bench.http.close()
        await bench.strategy.close()
      }
    } finally {
      await server.close()
    }
  }

  example(kind: CancellationKind): ExampleCall<TApi> {
    const example = this.options[kind]
    must(
      example !== undefined,
      `The provider's capabilities have a ${kind}: give the runner an example of one.`
    )
    return example
  }

  /** The example's call, after its order was put into the API. */
  arrange(kind: CancellationKind): CancellationCall {
    this.example(kind).arrange(this.api)
    return this.callOf(kind)
  }

  callOf(kind: CancellationKind): CancellationCall {
    const { unit } = this.strategy.capabilities
    return callOf(kind, unit, this.example(kind).call)
  }

  context(
    trouble: Trouble = {},
    isFaulty: (request: Addressed) => boolean = anyRequest
  ): PrepareContext {
    const { timeoutMs } = trouble
    return {
      logger: collectingLogger(this.logged),
      owned_references: [],
      http: {
        send: (request, options) =>
          this.http.send(
            request,
            timeoutMs !== undefined && isFaulty(request)
              ? { ...options, timeoutMs }
              : options
          ),
      },
    }
  }

  /** One attempt, in the order in which the core makes it. */
  async attempt(
    call: CancellationCall,
    trouble: Trouble = {}
  ): Promise<Attempt> {
    const { strategy, server } = this
    const before = server.received.length
    const settled = (
      settledBy: Attempt["settledBy"],
      outcome: Outcome,
      baseline: unknown = null
    ): Attempt => {
      server.faultFor = () => null
      const received = server.received.slice(before)
      return { call, outcome, settledBy, baseline, received }
    }

    const refusal = strategy.refuse(call, this.now())
    if (refusal !== null) {
      return settled("refuse", rejected({ code: "refused", message: refusal }))
    }
    const shown = strategy.preview(call)
    server.faultFor = (request) =>
      (isSame(shown, request) ? trouble.effect : trouble.others) ?? null
    const context = this.context(
      trouble,
      ({ method, url }: Addressed) =>
        trouble.others !== undefined ||
        (method === shown.method && url === shown.url)
    )

    const preparation = await guard("prepare", () =>
      strategy.prepare(call, context)
    )
    if (preparation.type === "settled") {
      return settled("prepare", preparation.outcome)
    }
    const { baseline } = preparation
    await trouble.beforeSend?.()
    const outcome = await guard(call.kind, () =>
      strategy[call.kind](call, { ...context, baseline })
    )
    return settled("send", outcome, baseline)
  }

  /** The requests among these that carry out the call. */
  effectsIn(call: CancellationCall, received: Received[]): Received[] {
    const shown = this.strategy.preview(call)
    return received.filter(({ request }) => isSame(shown, request))
  }

  /** Reads the provider's record, with this fault in every request. */
  async read(
    order: ProviderOrderRef,
    fault: Fault | null = null,
    call?: CancellationCall
  ): Promise<RecordReading> {
    this.server.faultFor = () => fault
    const timeoutMs = fault ? SHORT_TIMEOUT_MS : undefined
    const reading = await guard("readRecord", () =>
      this.strategy.readRecord(order, { ...this.context({ timeoutMs }), call })
    )
    this.server.faultFor = () => null
    return reading
  }

  /** What the record shows of an attempt, when the core asks for it later. */
  async effectOf(
    { call, baseline }: Pick<Attempt, "call" | "baseline">,
    ownedReferences: string[] = []
  ): Promise<Effect> {
    const reading = await this.read(call.provider_order, null, call)
    must(
      reading.type === "found",
      `readRecord() ended as "${reading.type}" for an order that is there; expected "found".`
    )
    // The core reads the baseline from the database, where it is JSON.
    const stored = JSON.parse(JSON.stringify(baseline ?? null)) as unknown
    return guard("findEffect", async () =>
      this.strategy.findEffect(call, reading.record, {
        baseline: stored,
        owned_references: ownedReferences,
      })
    )
  }

  /** Refuses connections from now on, and breaks those that are open. */
  async goDown(): Promise<void> {
    await this.server.close()
    await this.http.close()
    this.http = newClient()
  }

  now(): Date {
    return this.options.now?.() ?? new Date()
  }
}

const anyRequest = (_request: Addressed): boolean => true

const newClient = (): ProviderHttpClient =>
  new ProviderHttpClient({
    concurrency: 10,
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
    allowPrivateHosts: [],
  })
