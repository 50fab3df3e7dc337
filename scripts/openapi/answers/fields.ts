import { z } from "@medusajs/framework/zod"
import { UNITS } from "../../../src/provider-kit/unit"

/** JSON has no times, so they are texts. */
export const time = (about: string) =>
  z.string().meta({ format: "date-time", description: about })

export const timeOrNull = (about: string) =>
  z.string().meta({ format: "date-time" }).nullable().describe(about)

export const text = (about: string) => z.string().describe(about)

export const textOrNull = (about: string) =>
  z.string().nullable().describe(about)

export const number = (about: string) => z.number().describe(about)

export const numberOrNull = (about: string) =>
  z.number().nullable().describe(about)

export const count = (about: string) => z.number().int().min(0).describe(about)

/** Any JSON object. */
export const anyObject = () => z.record(z.string(), z.unknown())

export const externalItemIds = () =>
  z
    .array(z.union([z.string(), z.number()]))
    .describe("The provider's ids of the units, one a unit.")

export const unit = () =>
  z
    .enum(UNITS)
    .describe(
      "What amounts are measured in: major currency units, a whole number (`count`), whole climes, units of line items, or nothing where only the whole order can be cancelled."
    )

export const currencyCode = () =>
  textOrNull("Lower case, ISO 4217; null where the unit is no currency.")

export const orderUrl = () =>
  textOrNull(
    "Where people find the order at the provider; null unless the provider's `orderUrl` says."
  )

export const displayId = () =>
  z
    .number()
    .int()
    .nullable()
    .describe("Medusa's number of the order, for people.")

export const customDisplayId = () =>
  textOrNull(
    "The number that the store itself gave the order; what staff sees, if not null."
  )

export const requestPreview = () =>
  z.object({ method: z.string(), url: z.string(), body: z.unknown() })
