import {
  AUTH_ERROR_CODES,
  type Exchange,
  type ExchangeResponse,
  jsonOf,
} from "../../provider-kit"
import {
  answerSchema,
  type FungiesOrder,
  refusalSchema,
  successSchema,
} from "./wire"
import { isOrder } from "./order"

export const NAME = "Fungies"

interface Refusal {
  code: string
  message: string
  provider_message: string | null
}

/** What Fungies answered, once the transport proved nothing by itself. */
export type Answer =
  | { type: "order"; order: FungiesOrder }
  /** 401: the keys are wrong or missing. */
  | { type: "unauthorized"; error: Refusal }
  /** 403: the keys have too few rights. */
  | { type: "forbidden"; error: Refusal }
  /** Any other 4xx, or `status: "error"` in a 2xx. */
  | { type: "refused"; status: number; error: Refusal }
  /** A success that isn't what the document describes, or another order's. */
  | { type: "unreadable" }

/** Fungies' own words in the body of a refusal; null where it has none. */
const wordsOf = (body: unknown): string | null => {
  const said = refusalSchema.safeParse(body).data
  const error =
    typeof said?.error === "object" ? said.error?.message : said?.error
  return error || said?.message || null
}

/** Pure: reads an answer that `classifyTransport` let pass. */
export const answerOf = (exchange: Exchange, externalId: string): Answer => {
  // Only an answer gets past classifyTransport.
  const response = exchange.result as ExchangeResponse
  const { status } = response
  const body = jsonOf(response)
  const word = answerSchema.safeParse(body).data?.status
  const failed = word === "error"
  const provider_message = failed || status >= 400 ? wordsOf(body) : null

  if (status === 401) {
    return {
      type: "unauthorized",
      error: {
        code: AUTH_ERROR_CODES.unauthorized,
        message:
          "Fungies refused the keys (401). Check the options publicKey and secretKey, and that they belong to baseUrl, then resume the provider.",
        provider_message,
      },
    }
  }
  if (status === 403) {
    return {
      type: "forbidden",
      error: {
        code: AUTH_ERROR_CODES.forbidden,
        message: `Fungies doesn't let these keys touch order ${externalId} (403). Give the keys of publicKey and secretKey write access, then retry.`,
        provider_message,
      },
    }
  }
  if (status >= 400 || failed) {
    return {
      type: "refused",
      status,
      error: {
        code: status >= 400 ? `http_${status}` : "error_answer",
        message: `Fungies refused the call for order ${externalId} (${status}). Look at the order in Fungies, and retry once it can be cancelled.`,
        provider_message,
      },
    }
  }

  const order =
    word === "success" ? successSchema.safeParse(body).data?.data.order : null
  return order && isOrder(order, externalId)
    ? { type: "order", order }
    : { type: "unreadable" }
}
