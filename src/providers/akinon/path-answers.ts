import { z } from "@medusajs/framework/zod"
import {
  type Answer,
  bodyOf,
  type Exchange,
  isResponse,
  type ProviderRecord,
  type ReadableAnswer,
  readAnswer,
  type RefusedAnswer,
  rejected,
  type UnprovenAnswer,
} from "../../provider-kit"
import { rulesFor } from "./answers"
import { type Credentials } from "./options"
import { toRecord } from "./record"
import { type SessionAnswer } from "./session"
import { itemsAnswer, jsonObject } from "./wire"

/** The result of reading an order, after asking the paths that may have it. */
export type OrderReading = Answer<ProviderRecord>

/** What one path says about an order. */
export type PathReading =
  | OrderReading
  /** A redirect or no JSON: a front end or a login page answered. */
  | { type: "page"; outcome: UnprovenAnswer["outcome"] }

const OTHER_PATH =
  "If orders are read elsewhere in your Omnitron, name that path in the option recordPath."

const PAGE = `Akinon answered a read with something that is not an order: a page, as of a front end or a login. Check the options baseUrl and apiPrefix. ${OTHER_PATH}`

const NO_ORDER = {
  code: "answer_unreadable",
  message: `Akinon answered a read with something that is not an order. ${OTHER_PATH}`,
}

const NOT_LISTED = {
  code: "not_found",
  message:
    "Akinon lists no item of such an order. Check the order id that is registered for it, and the option apiPrefix.",
}

const isPage = ({ result }: Exchange): boolean =>
  isResponse(result) &&
  result.status < 400 &&
  (result.status >= 300 || result.body_state === "complete")

const isEmptyList = (body: unknown): boolean =>
  itemsAnswer.safeParse(body).data?.results.length === 0

/** It is JSON, but no order. Another path may have the order. */
const withoutRecord = ({
  status,
  body,
  exchanges,
}: ReadableAnswer<unknown>): RefusedAnswer => ({
  type: "refused",
  status,
  is_missing: false,
  outcome: rejected(isEmptyList(body) ? NOT_LISTED : NO_ORDER, { exchanges }),
})

const jsonBody = z.union([jsonObject, z.array(z.unknown())])

export const readOrderAnswer = (
  answer: SessionAnswer,
  externalId: string,
  credentials: Credentials["type"]
): PathReading => {
  if (answer.type === "closed") {
    return { type: "unproven", outcome: answer.outcome }
  }
  const { exchange, further } = answer
  const read = readAnswer(exchange, {
    ...rulesFor(credentials),
    schema: jsonBody,
    unreadable: { message: PAGE },
    wordTransport: (message) =>
      `The order could not be read at Akinon. ${message} ${OTHER_PATH}`,
    further,
  })
  switch (read.type) {
    case "read": {
      const body = toRecord(read.body, externalId)
      return body ? { ...read, body } : withoutRecord(read)
    }
    case "refused": {
      // Omnitron answers in JSON, so a page means that there is no such path.
      const isJson = jsonObject.safeParse(bodyOf(exchange)).success
      return { ...read, is_missing: read.status === 404 && isJson }
    }
    case "unproven":
      return isPage(exchange) ? { ...read, type: "page" } : read
  }
}
