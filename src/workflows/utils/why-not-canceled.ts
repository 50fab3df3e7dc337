import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type Problem } from "../../modules/cancellation/core/problem"
import { ledgerOf } from "./ledger"

/** As much of an order as Medusa's own check looks at. */
export interface CancelableOrder {
  status: string
  fulfillments?: ({ canceled_at?: Date | string | null } | null)[] | null
}

/**
 * Pure: why Medusa would refuse to cancel an order, by the rules of its own
 * workflow, or null.
 */
export const medusaRefusal = ({
  status,
  fulfillments,
}: CancelableOrder): Problem | null => {
  if (status === "canceled") {
    return {
      code: "order_canceled",
      message: "This order is cancelled in Medusa already.",
    }
  }
  if (status === "completed") {
    return {
      code: "order_completed",
      message:
        "Medusa doesn't cancel a completed order. Cancel it at each provider by hand.",
    }
  }
  return fulfillments?.some((one) => one && !one.canceled_at)
    ? {
        code: "order_fulfilled",
        message:
          "Medusa doesn't cancel an order with fulfillments: cancel these first, or cancel at each provider by hand.",
      }
    : null
}

/**
 * Why cancelling an order in Medusa would cancel nothing at its providers, or
 * null.
 */
export const whyNotCanceled = async (
  container: MedusaContainer,
  orderId: string
): Promise<Problem | null> => {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order",
      fields: ["status", "fulfillments.canceled_at"],
      filters: { id: orderId },
    })
  const [order] = data as CancelableOrder[]
  const refusal = order ? medusaRefusal(order) : null
  if (refusal !== null) {
    return refusal
  }
  const { orderCanceled } = await ledgerOf(container).automation()
  return orderCanceled
    ? null
    : {
        code: "automation_off",
        message:
          "automation.orderCanceled is switched off, so cancelling the order tells no provider. Cancel it at each provider by hand.",
      }
}
