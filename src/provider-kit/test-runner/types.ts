import { CancellationCall, ProviderOrderRef } from "../call"
import { AbstractCancellationProvider } from "../provider"

/** A request as the fake API receives it. */
export interface FakeRequest {
  method: string
  /** Percent-encoded, without the query. */
  path: string
  /** With its question mark. Empty where there is none. */
  query: string
  /** By lower-case name. */
  headers: Record<string, string>
  /** The body as it arrived. Empty where there is none. */
  text: string
  /** The body as JSON. Undefined where it isn't JSON. */
  body: unknown
}

/** An answer of the fake API. */
export interface FakeAnswer {
  status: number
  headers?: Record<string, string>
  /** A string is sent unchanged, anything else as JSON. Left out: no body. */
  body?: unknown
}

/**
 * The provider's API, written by the author of the test from its document:
 * orders in memory, and rules. The runner puts a server in front of it, and
 * makes everything go wrong that can go wrong on the way.
 */
export interface FakeApi {
  /**
   * Decides and takes effect in one synchronous step, and refuses wrong
   * credentials. The runner adds what goes wrong on the way.
   */
  handle(request: FakeRequest): FakeAnswer
  /** How many times it has cancelled or voided something so far. */
  effects(): number
}

/** The part of a call that the example decides. */
export interface ExampleCallFields extends Partial<
  Omit<CancellationCall, "kind" | "provider_order">
> {
  provider_order: Partial<ProviderOrderRef> &
    Pick<ProviderOrderRef, "external_id">
}

/** One call that the API carries out, and situations in which it won't. */
export interface ExampleCall<TApi extends FakeApi = FakeApi> {
  /**
   * Fields that aren't given are made up: the ids, the unit from the
   * capabilities, and `eur` where that is `currency`.
   */
  call: ExampleCallFields
  /**
   * Puts what the call needs into a new fake. The order of a void has room for
   * two such voids, unless the unit is `item`.
   */
  arrange: (api: TApi) => void
  /**
   * Situations in which the API refuses the same call for good, by name: the
   * order isn't there, or it was shipped.
   */
  refusals: Record<string, (api: TApi) => void>
  /**
   * For an API that takes a call and settles it later: lets it settle. The call
   * has to end as `accepted`, and the record has to show it after this.
   */
  settle?: (api: TApi) => void
}

/**
 * Any provider's class. The plugin calls its constructor with a cradle and the
 * options as they were written.
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
   * Complete and correct options for the provider.
   *
   * @param baseUrl - the origin of the fake API, on loopback
   */
  options: (baseUrl: string) => Record<string, unknown>
  /** Options whose credentials the API refuses. Left out: it answers 401. */
  wrongCredentials?: (baseUrl: string) => Record<string, unknown>
  /** A wrong value for each named option, which must be refused at boot. */
  invalidOptions?: Record<string, unknown>
  /**
   * What must never be seen: the secrets among the options, and tokens that the
   * fake hands out. Each has at least 8 characters.
   */
  secrets: string[]
  /** Personal data in the example calls, which is never stored or shown. */
  personal?: string[]
  /** Makes a new API without any order. It is called for each test. */
  api: () => TApi
  /**
   * The API's document says that any 2xx means done, whatever comes with it.
   * Left out: a 2xx proves nothing without the body that the document shows.
   */
  statusDecides?: boolean
  /**
   * The record is of one call, which `readRecord` finds in its context, and not
   * of the order. Then `has_record` is false.
   */
  recordsCalls?: boolean
  /** A full cancellation. */
  cancel: ExampleCall<TApi>
  /** A partial void. It is needed where the capabilities have voids. */
  void?: ExampleCall<TApi>
  /** The clock that `refuse` is given. Default: the system's. */
  now?: () => Date
}
