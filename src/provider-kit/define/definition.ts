import type { z } from "@medusajs/framework/zod"
import { CancellationCall, ProviderOrderRef } from "../call"
import { HttpMethod } from "../http/exchange"
import { OutcomeError } from "../outcome"
import { Unit } from "../unit"
import { ShownOrder } from "./shown-order"

/** A request, as far as it differs from call to call. */
export interface DefinedRequest {
  method: HttpMethod
  /** Follows the base URL. */
  path: `/${string}`
  /** Sent as JSON. Left out: no body. */
  body?: unknown
}

/**
 * Makes the request of one call.
 *
 * @param id - the order's id, encoded for a path; as it was registered it is
 * `call.provider_order.external_id`
 */
export type RequestOfCall = (
  id: string,
  call: CancellationCall
) => DefinedRequest

/**
 * What the API's document says of the same call a second time.
 *
 * - `harmless`: it changes nothing more, and answers as the first did
 * - `refused`: it is refused, since it is done already
 * - `unsafe`: it may act again, or the document doesn't say
 */
export type RepeatedCall = "harmless" | "refused" | "unsafe"

/** What a void's own answer says, where it doesn't show the order. */
export interface ShownVoid {
  /** The provider's own id of the void. */
  reference?: string | null
  /** How much it says it voided. Another amount than asked proves nothing. */
  amount?: string | null
  /** What it says is left, decimal, in the unit. */
  remaining?: string | null
}

interface VoidCall {
  unit: Exclude<Unit, "none">
  /** The request that voids `call.amount`, or `call.items`. */
  request: RequestOfCall
  repeated: RepeatedCall
}

/** The order lists its voids by reference, or its items by state. */
interface ListedVoid extends VoidCall {
  listed: true
  /**
   * What proves it: `state` (the default), an order that shows it; `nothing`, a
   * 2xx without a body; or a schema, which accepts nothing but a void's success.
   */
  answer?: "state" | "nothing" | z.ZodType<ShownVoid>
}

/** The order doesn't show which voids there were. */
interface UnlistedVoid extends VoidCall {
  listed?: false
  answer: "nothing" | z.ZodType<ShownVoid>
}

export type DefinedVoid = ListedVoid | UnlistedVoid

interface StateShown {
  /**
   * What the answers to `cancel` and `read` show. It refuses what the API's
   * document doesn't have, and says `cancelled` of nothing else.
   */
  state: z.ZodType<ShownOrder>
  /**
   * Where the answer to `cancel` differs: `nothing` is a 2xx without a body,
   * which means "done" by the API's document.
   */
  cancelAnswer?: "nothing" | z.ZodType<ShownOrder>
  /** Shows an order. Left out: the API has no such call. */
  read?: (id: string, order: ProviderOrderRef) => DefinedRequest
  void?: DefinedVoid
}

/** An API that shows nothing of an order, neither when it cancels one. */
interface NothingShown {
  state?: undefined
  cancelAnswer: "nothing"
  read?: undefined
  void?: UnlistedVoid
}

export type OptionsOf<TShape extends z.ZodRawShape> = z.output<
  z.ZodObject<TShape>
>

interface Common<TShape extends z.ZodRawShape> {
  /** Names the kind of provider, in lower-case letters. */
  identifier: string
  /** The provider's name, for people. */
  name: string
  /** Parsed strictly: an option that isn't in it stops the boot. */
  options: z.ZodObject<TShape>
  /** Without a slash at its end, as `baseUrlOption` leaves it. */
  baseUrl: (options: OptionsOf<TShape>) => string
  /** Headers of every request, such as the credentials. */
  headers?: (options: OptionsOf<TShape>) => Record<string, string>
  /** Options that must never be seen: they are masked wherever they appear. */
  secrets: readonly (keyof OptionsOf<TShape>)[]
  /** The request that cancels the whole order. */
  cancel: RequestOfCall
  repeatedCancel: RepeatedCall
  /**
   * Why a call can't be made, for a shop assistant, or null. It also validates
   * `call.details`; where it is left out, details are refused.
   */
  refuse?: (call: CancellationCall, now: Date) => string | null
  /** Fields of bodies that hold personal data, besides the well-known ones. */
  personal?: readonly string[]
  /** The API's own code and words in the body of a 4xx. */
  saidIn?: (
    body: unknown
  ) => Partial<Pick<OutcomeError, "provider_code" | "provider_message">>
}

/** What `defineCancellationProvider` has to know of one API. */
export type CancellationProviderDefinition<TShape extends z.ZodRawShape> =
  Common<TShape> & (StateShown | NothingShown)
