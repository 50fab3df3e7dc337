import { z } from "@medusajs/framework/zod"
import {
  amount,
  amountChange,
  body,
  externalId,
  hasAny,
  id,
  itemMapping,
  itemMappingChange,
  listParams,
  toldNote,
  object,
  objectChange,
  reason,
  voidItems,
} from "../../utils/fields"

const oldestFirst = () => listParams({ limit: 50, order: "created_at" })

export const AdminGetProviderOrders = z.strictObject(oldestFirst())

const ABOUT_TOTAL =
  "How much it is, in the provider's unit: major currency units, or a whole number, such as of climes. Looked up if left out."

export const AdminCreateProviderOrder = body({
  provider_id: id().describe("The provider's id in the configuration."),
  external_id: externalId().describe("The provider's id of the order."),
  amount: amount().describe(ABOUT_TOTAL),
  items: itemMapping().describe(
    "Which of the provider's items are which of the order's, where it counts items."
  ),
  metadata: object().describe("Whatever you like; kept, never sent."),
})
export type AdminCreateProviderOrderType = z.infer<
  typeof AdminCreateProviderOrder
>

export const AdminUpdateProviderOrder = body({
  amount: amountChange().describe(`${ABOUT_TOTAL} Null takes it away.`),
  items: itemMappingChange().describe(
    "All of the items anew. Null takes them away."
  ),
  metadata: objectChange().describe(
    "All of the metadata anew. Null takes it away."
  ),
}).refine(hasAny, "Give the amount, the items or the metadata to correct.")
export type AdminUpdateProviderOrderType = z.infer<
  typeof AdminUpdateProviderOrder
>

/** Figures are made, not stored: they follow their provider orders. */
export const AdminGetVoids = z.strictObject({
  ...oldestFirst(),
  order: z
    .enum(["created_at", "-created_at"])
    .default("created_at")
    .describe("Figures follow their provider orders."),
})

const providerOrderId = () =>
  id().describe("One of the order's provider orders.")

const details = () =>
  object().describe(
    "What only one provider needs, checked by that provider. IBANs and names in it are kept until the cancellation ends, and shown nowhere."
  )

export const AdminCreateVoid = body({
  provider_order_id: providerOrderId(),
  amount: amount().describe(
    "How much, in the provider's unit: major currency units, or a whole number, such as of climes. Not for items."
  ),
  items: voidItems().describe(
    "Which line items and how many of each, where the provider counts items."
  ),
  reason: reason(),
  note: toldNote(),
  details: details(),
})
export type AdminCreateVoidType = z.infer<typeof AdminCreateVoid>

export const AdminCreateCancellation = body({
  provider_order_id: providerOrderId(),
  reason: reason(),
  note: toldNote(),
  details: details(),
})
export type AdminCreateCancellationType = z.infer<
  typeof AdminCreateCancellation
>

/** What is made for each request isn't put in order or picked by field. */
const { limit, offset } = oldestFirst()

export const AdminPreviewCancellationsParams = z.strictObject({
  limit,
  offset,
})

export const AdminPreviewCancellations = body({
  provider_order_id: id()
    .nullish()
    .transform((given) => given ?? null)
    .describe(
      "One of the order's provider orders, as if it were cancelled by hand. Left out: all of them, as if the order were cancelled in Medusa."
    ),
  reason: reason(),
  note: toldNote(),
  details: details(),
}).refine(
  ({ provider_order_id, details: given }) =>
    provider_order_id !== null || given === null,
  "details belong to one provider order: give its provider_order_id."
)
export type AdminPreviewCancellationsType = z.infer<
  typeof AdminPreviewCancellations
>
