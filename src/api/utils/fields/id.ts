import { z } from "@medusajs/framework/zod"
import { ID_MAX_LENGTH } from "../../../modules/cancellation/core/limits"
import {
  EXTERNAL_ID_MAX_LENGTH,
  EXTERNAL_ID_WORDS,
} from "../../../modules/cancellation/core/matching/external-id"
import { orLeftOut } from "./left-out"

/** The id of something of ours, or of Medusa's. */
export const id = (words = "is missing.") =>
  z.string(words).min(1, words).max(ID_MAX_LENGTH)

/** An id of the provider's, as a text or a whole number. */
export const anExternalId = (words: string) =>
  z
    .union(
      [
        z
          .string(words)
          .min(1, words)
          .max(EXTERNAL_ID_MAX_LENGTH, words)
          .regex(/\S/, words),
        z.number(words).int(words).min(0, words),
      ],
      words
    )
    .transform((value) => (typeof value === "string" ? value.trim() : value))

/** The provider's id of an order. */
export const externalId = () =>
  anExternalId(EXTERNAL_ID_WORDS).transform(String)

const MAX_IDS = 1_000

const someIds = (words: string) =>
  z
    .array(id("must be a text that is not empty."), words)
    .min(1, words)
    .max(MAX_IDS)

/** A list of ids, each once; null where it is left out. */
export const ids = () =>
  someIds("must be a list of ids.")
    .nullish()
    .transform((list) => (list ? [...new Set(list)] : null))

const ONE_OR_SEVERAL = "must be an id, or a list of ids."

/** One id or several. */
export const oneOrSeveralIds = () =>
  orLeftOut(
    z
      .union([id(ONE_OR_SEVERAL), someIds(ONE_OR_SEVERAL)], ONE_OR_SEVERAL)
      .transform((given) => [given].flat())
  )
