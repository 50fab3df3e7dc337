import {
  type CancellationCall,
  type Exchange,
  type ExchangeResponse,
  isResponse,
  jsonOf,
  maskSecrets,
  type Outcome,
  redactEvidence,
} from "../../provider-kit"
import { privateValuesOf } from "./details"

/** The fields of an order's detail that hold the shopper's data. */
const PERSONAL_FIELDS = [
  "account_holder",
  "bank_account",
  "billing_address",
  "city",
  "client_ip",
  "customer",
  "date_of_birth",
  "district",
  "e_bill_taxpayer",
  "full_name",
  "gsm",
  "guest_email",
  "holder_name",
  "iban_number",
  "invoice_address",
  "line",
  "masked_card_number",
  "name_surname",
  "postcode",
  "remote_addr",
  "shipping_address",
  "tax_no",
  "tax_office",
  "township",
]

/** Masks IBANs, holders' names and the shopper's data by the field's name. */
export const redactAkinon = (body: unknown): unknown =>
  redactEvidence(body, PERSONAL_FIELDS)

/** Masks by value, in every text of a JSON body, however it is escaped. */
const maskBody = (
  response: ExchangeResponse,
  values: readonly string[]
): string => {
  const body = jsonOf(response)
  return body === undefined
    ? maskSecrets(response.body, values)
    : JSON.stringify(body, (_name, value: unknown) =>
        typeof value === "string" ? maskSecrets(value, values) : value
      )
}

const withoutValues = (
  exchange: Exchange,
  values: readonly string[]
): Exchange => ({
  ...exchange,
  result: isResponse(exchange.result)
    ? { ...exchange.result, body: maskBody(exchange.result, values) }
    : exchange.result,
})

/**
 * Masks the call's IBANs and names in an answer. A message may repeat them in
 * running text, where no field's name shows what they are.
 */
export const withoutPrivateValues = (
  call: CancellationCall,
  outcome: Outcome
): Outcome => {
  const values = privateValuesOf(call)
  return values.length === 0
    ? outcome
    : {
        ...outcome,
        exchanges: outcome.exchanges?.map((exchange) =>
          withoutValues(exchange, values)
        ),
      }
}
