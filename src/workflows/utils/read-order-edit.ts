import { MedusaContainer } from "@medusajs/framework/types"
import { Modules, OrderChangeStatus } from "@medusajs/framework/utils"
import { type Edit } from "../../modules/cancellation/core/automation"

export interface OrderEdits {
  current: Edit
  /** All confirmed edits of the order, this one included. */
  edits: Edit[]
}

/** Credit lines, returns and transfers are order changes too. */
const isEdit = (change: {
  change_type?: string | null
  status: string
  confirmed_at?: Date | string | null
}): boolean =>
  change.change_type === "edit" &&
  change.status === (OrderChangeStatus.CONFIRMED as string) &&
  Boolean(change.confirmed_at)

/**
 * The named edit, and the order's other edits. The edit is named by its own id
 * or by the id of any of its actions.
 *
 * @returns null if it is not a confirmed edit of this order
 */
export const readOrderEdit = async (
  container: MedusaContainer,
  {
    order_id,
    order_change_id,
    action_ids,
  }: {
    order_id: string
    order_change_id?: string
    action_ids?: string[]
  }
): Promise<OrderEdits | null> => {
  const orders = container.resolve(Modules.ORDER)
  let id = order_change_id
  if (!id && action_ids?.length) {
    const [action] = await orders.listOrderChangeActions(
      { id: action_ids },
      { select: ["id", "order_change_id"], take: 1 }
    )
    id = action?.order_change_id ?? undefined
  }
  if (!id) {
    return null
  }
  const changes = await orders.listOrderChanges(
    { order_id },
    {
      select: ["id", "version", "change_type", "status", "confirmed_at"],
      take: null,
    }
  )
  const edits = changes.filter(isEdit).map((change) => ({
    id: change.id,
    version: change.version,
    confirmed_at: new Date(change.confirmed_at as unknown as string),
  }))
  const current = edits.find((edit) => edit.id === id)
  return current ? { current, edits } : null
}
