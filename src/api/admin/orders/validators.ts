import { z } from "@medusajs/framework/zod"
import {
  amount,
  amountChange,
  body,
  externalId,
  id,
  itemMapping,
  itemMappingChange,
  listParams,
  note,
  object,
  objectChange,
  oneOf,
  reason,
  voidItems,
} from "../../utils/fields"

const oldestFirst = () => listParams({ limit: 50, order: "created_at" })

export const AdminGetProviderOrders = z.object(oldestFirst())

export const AdminCreateProviderOrder = body({
  provider_id: id("provider_id"),
  external_id: externalId(),
  amount: amount(),
  items: itemMapping(),
  metadata: object("metadata"),
})
export type AdminCreateProviderOrderType = z.infer<
  typeof AdminCreateProviderOrder
>

export const AdminUpdateProviderOrder = body({
  amount: amountChange(),
  items: itemMappingChange(),
  metadata: objectChange("metadata"),
}).superRefine((change, context) => {
  if (Object.values(change).every((value) => value === undefined)) {
    context.addIssue({
      code: "custom",
      message: "Give the amount, the items or the metadata to correct.",
    })
  }
})
export type AdminUpdateProviderOrderType = z.infer<
  typeof AdminUpdateProviderOrder
>

/** Figures are made, not stored: they follow their provider orders. */
export const AdminGetVoids = z.object({
  ...oldestFirst(),
  order: oneOf("order", ["created_at", "-created_at"]).prefault("created_at"),
})

export const AdminCreateVoid = body({
  provider_order_id: id("provider_order_id"),
  amount: amount(),
  items: voidItems(),
  reason: reason(),
  note: note(),
  details: object("details"),
})
export type AdminCreateVoidType = z.infer<typeof AdminCreateVoid>

export const AdminCreateCancellation = body({
  provider_order_id: id("provider_order_id"),
  reason: reason(),
  note: note(),
  details: object("details"),
})
export type AdminCreateCancellationType = z.infer<
  typeof AdminCreateCancellation
>
