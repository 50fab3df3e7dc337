import { CancellationCall, ProviderOrderRef } from "../call"
import { AbstractCancellationProvider } from "../provider"

/** A request, as the fake API gets it. */
export interface FakeRequest {
  method: string
  /** Percent-encoded, without the query. */
  path: string
  /** With its question mark; empty where there is none. */
  query: string
  /** By lower-case name. */
  headers: Record<string, string>
  /** The body as it came; empty where there is none. */
  text: string
  /** The body as JSON; undefined where it isn't any. */
  body: unknown
}

/** An answer of the fake API. */
export interface FakeAnswer {
  status: number
  headers?: Record<string, string>
  /** A string is sent as it is, anything else as JSON. Left out: no body. */
  body?: unknown
}

/**
 * The provider's API, written by the author of the test from its document:
 * orders in memory, and rules. The runner puts a server in front of it, and
 * everything that can go wrong on the way.
 */
export interface FakeApi {
  /**
   * Decides and takes effect in one synchronous step, and refuses wrong
   * credentials. What goes wrong on the way is put around it.
   */
  handle(request: FakeRequest): FakeAnswer
  /** How often it has cancelled or voided something so far. */
  effects(): number
}

/** A call, as far as the example depends on it. */
export interface ExampleCallFields extends Partial<
  Omit<CancellationCall, "kind" | "provider_order">
> {
  provider_order: Partial<ProviderOrderRef> &
    Pick<ProviderOrderRef, "external_id">
}

/** One call that the API carries out, and ways in which it won't. */
export interface ExampleCall<TApi extends FakeApi = FakeApi> {
  /**
   * What isn't given is made up: the ids, the unit of the capabilities, and
   * `eur` where that is `currency`.
   */
  call: ExampleCallFields
  /**
   * Puts what the call needs into a new fake. A void's order has room for two
   * such voids, unless it is made of items.
   */
  arrange: (api: TApi) => void
  /**
   * Arrangements under which the API refuses the same call for good, by a name
   * for each: an order that isn't there, or one that was shipped.
   */
  refusals: Record<string, (api: TApi) => void>
  /**
   * For an API that takes a call now and settles it later: lets it settle. The
   * call has to end as `accepted`, and to be found as done after this.
   */
  settle?: (api: TApi) => void
}

/**
 * Any provider's class. Its constructor is called as the plugin calls it: with
 * a cradle and the options as they were written.
 */
export interface CancellationProviderClass {
  new (cradle: never, options: never): AbstractCancellationProvider<unknown>
  identifier: string
  validateOptions(options: Record<string, unknown>): void
}

export interface CancellationProviderTestRunnerOptions<
  TApi extends FakeApi = FakeApi,
> {
  /** The title of the suite. Default: the provider's identifier. */
  name?: string
  provider: CancellationProviderClass
  /**
   * The provider's options, complete and right.
   *
   * @param baseUrl - the origin of the fake API, on loopback
   */
  options: (baseUrl: string) => Record<string, unknown>
  /** Options that the API refuses. Left out: it is made to answer 401. */
  wrongCredentials?: (baseUrl: string) => Record<string, unknown>
  /** A wrong value for options, by name: each has to be refused at boot. */
  invalidOptions?: Record<string, unknown>
  /**
   * What must never be seen: the secrets among the options, and tokens that
   * the fake hands out. At least 8 characters each.
   */
  secrets: string[]
  /** Personal data in the example calls: never in what is stored or shown. */
  personal?: string[]
  /** A new API without any order. Called for each test. */
  api: () => TApi
  /** A whole cancel. */
  cancel: ExampleCall<TApi>
  /** A void of a part; needed where the capabilities have one. */
  void?: ExampleCall<TApi>
  /** The clock that `refuse` is given. Default: the system's. */
  now?: () => Date
}
