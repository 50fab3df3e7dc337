import { z } from "@medusajs/framework/zod"
import { baseUrlOption, secretOption } from "../../options"
import {
  defineCancellationProvider,
  type DefinedCancellationProvider,
} from "../define-cancellation-provider"
import { type CancellationProviderDefinition } from "../definition"
import { type ShownOrder } from "../shown-order"

export const KEY = "parcel-key-0123456789"
export const BASE_URL = "https://parcel.test/v1"

const decimal = z.string().regex(/^\d+(\.\d+)?$/)
const state = z.enum(["open", "cancelling", "cancelled"])

/** An order as Parcel shows it. Each part is left out where there is none. */
const orderSchema = z
  .object({
    id: z.string(),
    status: state,
    cancelled_at: z.string().optional(),
    remaining: decimal.optional(),
    voids: z
      .array(z.object({ reference: z.string(), amount: decimal }))
      .optional(),
    items: z.array(z.object({ id: z.number(), status: state })).optional(),
  })
  .transform((order): ShownOrder => ({
    id: order.id,
    state: order.status,
    status: order.status.toUpperCase(),
    at: order.cancelled_at,
    remaining: order.remaining,
    voids: order.voids?.map(({ reference, amount }) => ({
      id: reference,
      amount,
      created_at: null,
    })),
    items: order.items?.map(({ id, status }) => ({
      external_item_id: id,
      state: status,
    })),
  }))

const OPTIONS = z.object({
  apiKey: secretOption(),
  baseUrl: baseUrlOption(),
})

type Definition = CancellationProviderDefinition<(typeof OPTIONS)["shape"]>

const COMMON = {
  identifier: "parcel",
  name: "Parcel",
  options: OPTIONS,
  baseUrl: ({ baseUrl }: z.output<typeof OPTIONS>) => baseUrl,
  headers: ({ apiKey }: z.output<typeof OPTIONS>) => ({ "x-key": apiKey }),
  secrets: ["apiKey"],
  cancel: (id: string) => ({
    method: "POST",
    path: `/orders/${id}/cancel`,
  }),
  repeatedCancel: "refused",
} satisfies Partial<Definition>

/** A definition that shows orders, with these changes. */
export const parcel = (
  change: Partial<Extract<Definition, { state: z.ZodType<ShownOrder> }>> = {}
): DefinedCancellationProvider =>
  defineCancellationProvider({
    ...COMMON,
    state: orderSchema,
    read: (id) => ({ method: "GET", path: `/orders/${id}` }),
    ...change,
  })

/** A definition whose cancel has no body, and that shows no order. */
export const silent = (
  change: Partial<Definition> = {}
): DefinedCancellationProvider =>
  defineCancellationProvider({
    ...COMMON,
    ...change,
    cancelAnswer: "nothing",
    state: undefined,
    read: undefined,
    void: undefined,
  })

/** Voids an amount under a reference that the order lists. */
export const VOID = {
  unit: "currency",
  request: (id, { amount, cancellation_id: reference }) => ({
    method: "POST",
    path: `/orders/${id}/voids`,
    body: { amount, reference },
  }),
  repeated: "unsafe",
  listed: true,
} satisfies Definition["void"]

export const strategyOf = ({ Provider }: DefinedCancellationProvider) =>
  new Provider({} as never, { apiKey: KEY, baseUrl: BASE_URL } as never)
