import {
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
  validateAndTransformBody,
} from "@medusajs/framework/http"
import { type z } from "@medusajs/framework/zod"
import { MAX_BODY_KB } from "./body-limits"
import { invalid, tooLarge } from "../../modules/cancellation/errors"
import { inWords } from "./messages/in-words"
import { refuseUnstorable } from "./storable"

/**
 * Reads a body and holds it to its schema, in place of Medusa's parser, whose
 * errors no route can put into words of its own: it says of a body that is too
 * large not how large it may be, and quotes what it can't parse. There may be
 * an IBAN in it, and an error's message is logged.
 */
export const jsonBody = (schema: z.ZodType, maxKb = MAX_BODY_KB) => {
  const validate = validateAndTransformBody(inWords(schema))
  return async (
    req: MedusaRequest,
    res: MedusaResponse,
    next: MedusaNextFunction
  ): Promise<void> => {
    // Some hosts hand over a request whose body they have read already.
    req.body ??= await readJson(req, maxKb)
    refuseUnstorable("The body", req.body)
    await validate(req, res, next)
  }
}

const notJson = (): Error =>
  invalid(
    "Send the body as JSON, with content-type: application/json and without content-encoding."
  )

/**
 * A browser sends forms and texts to another site's address without asking it,
 * also empty ones, and a route that needs no body would take them.
 *
 * @throws INVALID_DATA, 400
 */
export const refuseOtherTypes = ({
  method,
  headers,
}: Pick<MedusaRequest, "method" | "headers">): void => {
  const [type = ""] = (headers["content-type"] ?? "").split(";")
  const name = type.trim().toLowerCase()
  if (method === "POST" && name !== "" && name !== "application/json") {
    throw notJson()
  }
}

const readJson = async (
  req: MedusaRequest,
  maxKb: number
): Promise<unknown> => {
  const bytes = await bytesOf(req, maxKb)
  if (bytes.length === 0) {
    return {}
  }
  if (!req.is("json") || req.headers["content-encoding"]) {
    throw notJson()
  }
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown
  } catch {
    throw invalid(
      "The body isn't valid JSON. Write a number plainly, for example 12.5: JSON has no NaN and no Infinity."
    )
  }
}

const bytesOf = (req: MedusaRequest, maxKb: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    // What comes beyond the limit is read on and dropped: whoever still sends
    // would get to see a broken connection instead of the answer.
    req.on("data", (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxKb * 1_024) {
        chunks.push(chunk)
      } else {
        chunks.length = 0
        reject(
          tooLarge(
            `The body is too large: ${maxKb} KB at most. Shorten its texts, or ask for less at once.`
          )
        )
      }
    })
    req.once("end", () => {
      resolve(Buffer.concat(chunks))
    })
    req.once("error", () => {
      reject(invalid("The body broke off before its end: send it again."))
    })
  })
