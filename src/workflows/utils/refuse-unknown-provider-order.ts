import { type MedusaContainer } from "@medusajs/framework/types"
import { noSuch } from "../../modules/cancellation/errors"
import { ledgerOf } from "./ledger"

/** @throws NOT_FOUND where it is none of this order's */
export const refuseUnknownProviderOrder = async (
  container: MedusaContainer,
  {
    order_id,
    provider_order_id,
  }: Record<"order_id" | "provider_order_id", string>
): Promise<void> => {
  const [known] = await ledgerOf(container).listProviderOrders(
    { id: provider_order_id, order_id },
    { select: ["id"], take: 1 }
  )
  if (!known) {
    throw noSuch("Provider order", provider_order_id)
  }
}
