import type { AdminOrderLineItem } from "@medusajs/framework/types"

/** A line of a Medusa order, as people know it. */
export interface LineItem {
  id: string
  title: string
  variant: string | null
  thumbnail: string | null
  quantity: number
}

export const toLineItem = ({
  id,
  title,
  product_title,
  variant_title,
  thumbnail,
  quantity,
}: Pick<
  AdminOrderLineItem,
  "id" | "title" | "product_title" | "variant_title" | "thumbnail" | "quantity"
>): LineItem => ({
  id,
  title: product_title ?? title,
  variant: variant_title,
  thumbnail,
  quantity,
})
