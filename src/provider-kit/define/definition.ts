import type { z } from "@medusajs/framework/zod"
import { CancellationCall, ProviderOrderRef } from "../call"
import { HttpMethod } from "../http/exchange"
import { OutcomeError } from "../outcome"
import { Unit } from "../unit"
import { ShownOrder } from "./shown-order"

/** The part of a request that differs from call to call. */
export interface DefinedRequest {
  method: HttpMethod
  /** Appended to the base URL. */
  path: `/${string}`
  /** Sent as JSON. Left out: no body. */
  body?: unknown
}

/**
 * Makes the request of one call.
 *
 * @param id - the order's id, encoded for a path.
 * `call.provider_order.external_id` is the id as it was registered
 */
export type RequestOfCall = (
  id: string,
  call: CancellationCall
) => DefinedRequest

/**
 * What the API's document says about making the same call again.
 *
 * - `harmless`: it changes nothing more, and gives the first answer again
 * - `refused`: it is refused, because it is done already
 * - `unsafe`: it may act again, or the document doesn't say
 */
export type RepeatedCall = "harmless" | "refused" | "unsafe"

/** What the answer to a void says, where it doesn't show the order. */
export interface ShownVoid {
  /** The order's id in the answer. A void of another order proves nothing. */
  id?: string | number | null
  /** The provider's own id of the void. */
  reference?: string | null
  /** How much was voided. An amount other than the one asked proves nothing. */
  amount?: string | null
  /** What is left. Decimal, in the unit. */
  remaining?: string | null
}

interface VoidCall {
  unit: Exclude<Unit, "none">
  /** The request that voids `call.amount`, or `call.items`. */
  request: RequestOfCall
  repeated: RepeatedCall
}

/** The order lists its voids by reference, or the states of its items. */
interface ListedVoid extends VoidCall {
  listed: true
  /**
   * What proves it. `state` (the default): the answer shows the order.
   * `nothing`: the answer is a 2xx without a body. A schema: it must accept
   * nothing but the success of a void.
   */
  answer?: "state" | "nothing" | z.ZodType<ShownVoid>
}

/** The order doesn't show which voids were made. */
interface UnlistedVoid extends VoidCall {
  listed?: false
  answer: "nothing" | z.ZodType<ShownVoid>
}

export type DefinedVoid = ListedVoid | UnlistedVoid

interface StateShown {
  /**
   * What the answers to `cancel` and `read` show. The schema refuses what the
   * API's document doesn't describe, and says `cancelled` only where the order
   * is.
   */
  state: z.ZodType<ShownOrder>
  /**
   * Where the answer to `cancel` differs. `nothing` is a 2xx without a body,
   * which means "done" by the API's document.
   */
  cancelAnswer?: "nothing" | z.ZodType<ShownOrder>
  /** Reads an order. Left out: the API has no such call. */
  read?: (id: string, order: ProviderOrderRef) => DefinedRequest
  void?: DefinedVoid
}

/** An API that never shows an order, not even when it cancels one. */
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
  /** The provider's name, as people read it. */
  name: string
  /** Parsed strictly: an unknown option stops the boot. */
  options: z.ZodObject<TShape>
  /** Without a trailing slash, as `baseUrlOption` returns it. */
  baseUrl: (options: OptionsOf<TShape>) => string
  /** Headers of every request, such as the credentials. */
  headers?: (options: OptionsOf<TShape>) => Record<string, string>
  /** Options that must never be seen. They are masked wherever they appear. */
  secrets: readonly (keyof OptionsOf<TShape>)[]
  /** The request that cancels the whole order. */
  cancel: RequestOfCall
  repeatedCancel: RepeatedCall
  /**
   * Says why a call can't be made, in words for a shop assistant, or null. It
   * also validates `call.details`. Left out: details are refused.
   */
  refuse?: (call: CancellationCall, now: Date) => string | null
  /** Fields of bodies that hold personal data, besides the well-known ones. */
  personal?: readonly string[]
  /** Finds the API's own code and words in the body of a 4xx. */
  saidIn?: (
    body: unknown
  ) => Partial<Pick<OutcomeError, "provider_code" | "provider_message">>
}

/** What `defineCancellationProvider` has to know about an API. */
export type CancellationProviderDefinition<TShape extends z.ZodRawShape> =
  Common<TShape> & (StateShown | NothingShown)
