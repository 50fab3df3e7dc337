import { z } from "@medusajs/framework/zod"
import {
  about,
  amount,
  amountChange,
  body,
  document,
  externalId,
  id,
  itemMapping,
  itemMappingChange,
  listParams,
  note,
  object,
  objectChange,
  oneOf,
  query,
  reason,
  voidItems,
} from "../../utils/fields"

const oldestFirst = () => listParams({ limit: 50, order: "created_at" })

export const AdminGetProviderOrders = query(oldestFirst())

const ABOUT_TOTAL =
  "How much it is, in the provider's unit: major currency units, or a whole number, such as of climes. Looked up if left out."

export const AdminCreateProviderOrder = body({
  provider_id: about(
    "The provider's id in the configuration.",
    id("provider_id")
  ),
  external_id: about("The provider's id of the order.", externalId()),
  amount: about(ABOUT_TOTAL, amount()),
  items: about(
    "Which of the provider's items are which of the order's, where it counts items.",
    itemMapping()
  ),
  metadata: about("Whatever you like; kept, never sent.", object("metadata")),
})
export type AdminCreateProviderOrderType = z.infer<
  typeof AdminCreateProviderOrder
>

export const AdminUpdateProviderOrder = body(
  {
    amount: about(`${ABOUT_TOTAL} Null takes it away.`, amountChange()),
    items: about(
      "All of the items anew. Null takes them away.",
      itemMappingChange()
    ),
    metadata: about(
      "All of the metadata anew. Null takes it away.",
      objectChange("metadata")
    ),
  },
  (change) =>
    Object.values(change).every((value) => value === undefined)
      ? "Give the amount, the items or the metadata to correct."
      : null
)
export type AdminUpdateProviderOrderType = z.infer<
  typeof AdminUpdateProviderOrder
>

/** Figures are made, not stored: they follow their provider orders. */
export const AdminGetVoids = query({
  ...oldestFirst(),
  order: document(
    z
      .enum(["created_at", "-created_at"])
      .default("created_at")
      .describe("Figures follow their provider orders."),
    oneOf("order", ["created_at", "-created_at"]).prefault("created_at")
  ),
})

const providerOrderId = () =>
  about("One of the order's provider orders.", id("provider_order_id"))

const details = () =>
  about(
    "What only one provider needs, checked by that provider. IBANs and names in it are kept until the cancellation ends, and shown nowhere.",
    object("details")
  )

export const AdminCreateVoid = body({
  provider_order_id: providerOrderId(),
  amount: about(
    "How much, in the provider's unit: major currency units, or a whole number, such as of climes. Not for items.",
    amount()
  ),
  items: about(
    "Which line items and how many of each, where the provider counts items.",
    voidItems()
  ),
  reason: reason(),
  note: note(),
  details: details(),
})
export type AdminCreateVoidType = z.infer<typeof AdminCreateVoid>

export const AdminCreateCancellation = body({
  provider_order_id: providerOrderId(),
  reason: reason(),
  note: note(),
  details: details(),
})
export type AdminCreateCancellationType = z.infer<
  typeof AdminCreateCancellation
>
