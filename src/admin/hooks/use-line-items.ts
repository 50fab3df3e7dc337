import { useQuery } from "@tanstack/react-query"
import { toLineItem } from "../lib/line-item"
import { keys } from "../lib/query-keys"
import { sdk } from "../lib/sdk"

/** The lines of an order. */
export const useLineItems = (orderId: string) =>
  useQuery({
    queryKey: keys.lineItems(orderId),
    queryFn: () =>
      sdk.admin.order.retrieve(orderId, {
        fields:
          "id,items.id,items.title,items.product_title,items.variant_title,items.thumbnail,items.quantity",
      }),
    select: ({ order }) => order.items.map(toLineItem),
  })
