import type { z } from "@medusajs/framework/zod"
import { ProviderOrderRef } from "../call"
import { inOneLine } from "../in-one-line"
import { Proof } from "../outcome"
import { Obstacle, ProviderRecord, RecordedItem, RecordedVoid } from "../record"

/** What an answer shows of an order, as a definition's schema makes it. */
export interface ShownOrder {
  /** `cancelling`: a full cancellation was taken, and isn't settled yet. */
  state: ProviderRecord["state"]
  /** The provider's own word for the state, which is shown to people. */
  status?: string | null
  /** When it was cancelled, as an ISO time, where the provider says so. */
  at?: string | null
  /**
   * The order's id in the answer. Where it is given, an answer about an order
   * other than the one asked for proves nothing.
   */
  id?: string | number | null
  /** Decimal, in the unit, as in `ProviderRecord`. */
  total?: string | null
  remaining?: string | null
  /**
   * All voids of the order. The `id` of each is the reference that the call
   * carried: its `cancellation_id`.
   */
  voids?: RecordedVoid[] | null
  items?: RecordedItem[] | null
  /** What speaks against a full cancellation, for previews. */
  obstacle?: Obstacle | null
}

const proofOf = (
  name: string,
  { state, status, at }: ShownOrder
): Proof | null =>
  state === "cancelled"
    ? {
        by: "record",
        statement: `${name} shows the order as ${inOneLine(status ?? "") || state}`,
        at: at ?? null,
      }
    : null

/** The order as a record, with null for what isn't shown. */
const recordOf = (name: string, shown: ShownOrder): ProviderRecord => ({
  state: shown.state,
  status: shown.status ?? null,
  total: shown.total ?? null,
  remaining: shown.remaining ?? null,
  voids: shown.voids ?? null,
  items: shown.items ?? null,
  proof: proofOf(name, shown),
  obstacle: shown.obstacle ?? null,
})

/** Whether an answer is about this order, as far as it names one. */
export const isOf = (
  { external_id }: Pick<ProviderOrderRef, "external_id">,
  id: ShownOrder["id"]
): boolean => id == null || String(id) === external_id

/** Makes a record of an answer, if it is about the order asked for. */
export const orderSchema = (
  state: z.ZodType<ShownOrder>,
  name: string,
  order: Pick<ProviderOrderRef, "external_id">
): z.ZodType<ProviderRecord> =>
  state
    .refine(({ id }) => isOf(order, id))
    .transform((shown) => recordOf(name, shown))
