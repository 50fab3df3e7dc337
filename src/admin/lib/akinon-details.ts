/** What only Akinon needs, as it is typed. */
export interface AkinonForm {
  iban: string
  holderName: string
  refundInvoiceNumber: string
  forcedRefundAmount: string
  isCargoRefund: boolean
}

export const EMPTY_AKINON_FORM: AkinonForm = {
  iban: "",
  holderName: "",
  refundInvoiceNumber: "",
  forcedRefundAmount: "",
  isCargoRefund: false,
}

/**
 * The `details` of a request, or undefined where nothing was typed. The form
 * has one account for the whole cancellation, and Akinon wants it for each
 * item.
 */
export const akinonDetails = (
  form: AkinonForm,
  itemIds: (string | number)[]
): Record<string, unknown> | undefined => {
  const forEach = (value: string): Record<string, string> | undefined =>
    value.trim() && itemIds.length
      ? Object.fromEntries(itemIds.map((id) => [String(id), value.trim()]))
      : undefined
  const details = {
    ibans: forEach(form.iban),
    holder_names: forEach(form.holderName),
    refund_invoice_number: form.refundInvoiceNumber.trim() || undefined,
    forced_refund_amount:
      form.forcedRefundAmount.trim().replace(",", ".") || undefined,
    is_cargo_refund: form.isCargoRefund || undefined,
  }
  const given = Object.entries(details).filter(
    ([, value]) => value !== undefined
  )
  return given.length ? Object.fromEntries(given) : undefined
}

/** The item ids in a previewed request. */
export const itemIdsIn = (body: unknown): (string | number)[] => {
  const ids =
    typeof body === "object" && body !== null && "cancel_items" in body
      ? body.cancel_items
      : null
  return Array.isArray(ids)
    ? (ids as unknown[]).filter(
        (id) => typeof id === "string" || typeof id === "number"
      )
    : []
}
