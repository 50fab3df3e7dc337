import { z } from "@medusajs/framework/zod"
import { type CancellationCall } from "../../provider-kit"
import { externalItemsOf, toPk } from "./items"

const text = () => z.string().trim().min(1).max(255)

/** What only Akinon needs to know for a call. */
const detailsSchema = z
  .object({
    /** IBAN by Omnitron order item id, for fund transfers only. */
    ibans: z.record(z.string(), text()),
    /** Account holder by Omnitron order item id, for fund transfers only. */
    holder_names: z.record(z.string(), text()),
    refund_invoice_number: text(),
    /** In major currency units. */
    forced_refund_amount: z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .nullable(),
    is_cargo_refund: z.boolean(),
  })
  .partial()
  .strict()

export type AkinonDetails = z.output<typeof detailsSchema>

const EXPECTED: Record<keyof AkinonDetails, string> = {
  ibans: "expected an object with an IBAN for each Omnitron item id",
  holder_names: "expected an object with a name for each Omnitron item id",
  refund_invoice_number: "expected a text of 1 to 255 characters",
  forced_refund_amount: 'expected a decimal number in quotes, such as "100.50"',
  is_cargo_refund: "expected true or false",
}

const isDetail = (name: unknown): name is keyof AkinonDetails =>
  typeof name === "string" && Object.keys(EXPECTED).includes(name)

/**
 * Why these details can't be used, or null. Neither values nor unknown keys are
 * ever repeated: somebody may have typed an IBAN into either.
 */
export const refuseDetails = (call: CancellationCall): string | null => {
  const parsed = detailsSchema.safeParse(call.details ?? {})
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path[0]
    return isDetail(field)
      ? `details.${field}: ${EXPECTED[field]}.`
      : `Akinon takes only these details: ${Object.keys(EXPECTED).join(", ")}.`
  }
  const known = externalItemsOf(call)?.map(String)
  for (const field of ["ibans", "holder_names"] as const) {
    const ids = Object.keys(parsed.data[field] ?? {})
    const isForeign = (id: string) =>
      toPk(id) === null || (known !== undefined && !known.includes(id))
    if (ids.some(isForeign)) {
      return `details.${field}: it names an item that is not part of this cancellation. Use the Omnitron ids of its items.`
    }
  }
  return null
}

/** The details of a call that wasn't refused. */
export const detailsOf = (call: CancellationCall): AkinonDetails => {
  const parsed = detailsSchema.safeParse(call.details ?? {})
  return parsed.success ? parsed.data : {}
}

/** How an IBAN is written on paper, and how it is read out of a form. */
const SEPARATORS = [" ", "\u00a0", "-"]

/** As it was given, bare, and in groups of four. */
const writtenIban = (iban: string): string[] => {
  const bare = iban.replace(/[\s-]+/g, "")
  const groups = bare.match(/.{1,4}/gsu) ?? []
  return [iban, bare, ...SEPARATORS.map((separator) => groups.join(separator))]
}

const writtenName = (name: string): string[] => [name, name.replace(/\s+/g, "")]

/**
 * The IBANs and names of a call, as an answer may repeat them: as they were
 * given and without spaces, IBANs also in groups of four, and all of it also in
 * capitals.
 */
export const privateValuesOf = (call: CancellationCall): string[] => {
  const { ibans, holder_names } = detailsOf(call)
  const written = [
    ...Object.values(ibans ?? {}).flatMap(writtenIban),
    ...Object.values(holder_names ?? {}).flatMap(writtenName),
  ]
  return [...new Set(written.flatMap((text) => [text, text.toUpperCase()]))]
}
