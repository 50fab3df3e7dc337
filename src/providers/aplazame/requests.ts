import {
  type HttpMethod,
  pathSegment,
  type ProviderRequest,
} from "../../provider-kit"
import { type Options } from "./options"
import { type VoidBody } from "./wire"

export const INVALID_ID =
  "The order id that is registered for Aplazame is not an order id. Correct it first."

/** An order id as one segment of a path. Null where it can't be one. */
export const orderSegment = (orderId: string): string | null =>
  orderId.trim() === "" ? null : pathSegment(orderId)

/** The version is always named. The sandbox is chosen here too. */
const mediaType = (options: Options): string =>
  options.sandbox
    ? "application/vnd.aplazame.sandbox.v1+json"
    : "application/vnd.aplazame.v1+json"

/** Throws for an id that `refuseCall` refuses: it names another resource. */
const orderUrl = ({ baseUrl }: Options, orderId: string): string => {
  const segment = orderSegment(orderId)
  if (segment === null) {
    throw new Error(INVALID_ID)
  }
  return `${baseUrl}/orders/${segment}`
}

const request = (
  options: Options,
  method: HttpMethod,
  orderId: string,
  suffix: string
): ProviderRequest => ({
  method,
  url: `${orderUrl(options, orderId)}${suffix}`,
  headers: {
    accept: mediaType(options),
    authorization: `Bearer ${options.privateKey}`,
  },
})

/** Reads the order with its `status` and `cancelled`. */
export const readRequest = (
  options: Options,
  orderId: string
): ProviderRequest => request(options, "GET", orderId, "")

/** Aplazame, "Void order", 01: reads what was voided, and what remains. */
export const readVoidsRequest = (
  options: Options,
  orderId: string
): ProviderRequest => request(options, "GET", orderId, "/void")

/**
 * Aplazame, "Void order", 02.
 *
 * @param amount - in minor units
 */
export const voidRequest = (
  options: Options,
  orderId: string,
  amount: number
): ProviderRequest => {
  const body: VoidBody = { amount }
  return { ...request(options, "POST", orderId, "/void"), body }
}

/** Cancels the whole order, with a full refund. It takes no body. */
export const cancelRequest = (
  options: Options,
  orderId: string
): ProviderRequest => request(options, "POST", orderId, "/cancel")
