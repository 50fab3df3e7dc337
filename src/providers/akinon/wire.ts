import { z } from "@medusajs/framework/zod"
import { baseUrlOption, secretOption } from "../../provider-kit"

export const DEFAULT_API_PREFIX = "/api/i1"

/** Sent in a body, where any character may be. */
const credential = () =>
  z
    .string({ error: "expected a non-empty string" })
    .min(1, { error: "expected a non-empty string" })

const reasonId = () =>
  z
    .number({ error: "expected a positive whole number" })
    .int({ error: "expected a positive whole number" })
    .positive({ error: "expected a positive whole number" })

const segmentsOf = (path: string): string[] => path.split("/").filter(Boolean)

/** The path in front of every call: `api/i1/` and `/api/i1` are the same. */
const apiPrefixOption = () =>
  z
    .string({ error: `expected a path such as ${DEFAULT_API_PREFIX}` })
    .trim()
    .refine(
      (value) =>
        segmentsOf(value).every((segment) =>
          /^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/.test(segment)
        ),
      { error: `expected a path such as ${DEFAULT_API_PREFIX}` }
    )
    .transform((value) =>
      segmentsOf(value)
        .map((segment) => `/${segment}`)
        .join("")
    )

/** Stands for the order's id in a path. */
export const ORDER_ID = "{order_id}"

const A_RECORD_PATH = `expected a path with ${ORDER_ID} in it, such as orders/${ORDER_ID}/`

const isRecordPath = (value: string): boolean => {
  const [path = "", query = "", ...more] = value.split("?")
  return (
    more.length === 0 &&
    value.split(ORDER_ID).length === 2 &&
    segmentsOf(path).every(
      (segment) =>
        segment === ORDER_ID || /^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/.test(segment)
    ) &&
    /^[A-Za-z0-9._~&=-]*$/.test(query.replace(ORDER_ID, ""))
  )
}

/** The path of an order behind the prefix, with a slash at its end. */
const recordPathOption = () =>
  z
    .string({ error: A_RECORD_PATH })
    .trim()
    .refine(isRecordPath, { error: A_RECORD_PATH })
    .transform((value) => {
      const [path = "", query] = value.split("?")
      const segments = segmentsOf(path).join("/")
      return query === undefined ? `${segments}/` : `${segments}/?${query}`
    })

/** How calls are authorised: a fixed token, or one got by logging in. */
export type AkinonCredentials =
  | { type: "token"; token: string }
  | { type: "login"; username: string; password: string }

const ONE_WAY = "expected either token, or username and password"

/** The options of this provider, as a store writes them. */
export const akinonOptions = z
  .object({
    /** Omnitron's address; every customer has their own. */
    baseUrl: baseUrlOption(),
    /** `/api/i1` in the document; some installations have another. */
    apiPrefix: apiPrefixOption().default(DEFAULT_API_PREFIX),
    /** Where an order is read. Left out: where it is found, see `RECORD_PATHS`. */
    recordPath: recordPathOption().optional(),
    token: secretOption().optional(),
    username: credential().optional(),
    password: credential().optional(),
    /** The id of the cancellation reason that is used where none is given. */
    defaultReason: reasonId().optional(),
    /** Ids of cancellation reasons by the words the store uses for them. */
    reasons: z
      .record(z.string(), reasonId(), {
        error: "expected an object of reason ids",
      })
      .default({}),
    /** Whether the cargo cost is refunded, where a call doesn't say. */
    cargoRefund: z.boolean({ error: "expected true or false" }).default(false),
  })
  .strict()
  .transform(({ token, username, password, ...rest }, context) => {
    const refuse = (path: string, message: string) => {
      context.addIssue({ code: "custom", path: [path], message })
      return z.NEVER
    }
    if (token !== undefined) {
      return username === undefined && password === undefined
        ? { ...rest, credentials: asToken(token) }
        : refuse("token", `${ONE_WAY}, not both`)
    }
    if (username === undefined) {
      return refuse(password === undefined ? "token" : "username", ONE_WAY)
    }
    return password === undefined
      ? refuse("password", ONE_WAY)
      : { ...rest, credentials: asLogin(username, password) }
  })

const asToken = (token: string): AkinonCredentials => ({ type: "token", token })

const asLogin = (username: string, password: string): AkinonCredentials => ({
  type: "login",
  username,
  password,
})

export type AkinonOptions = z.output<typeof akinonOptions>

/** The body of Akinon Omnitron, "Order Cancellation". */
export interface CancelBody {
  order: number
  is_all: boolean
  /** A list; the document's table says dict. Empty where `is_all`. */
  cancel_items: number[]
  /** Reason id by order item id. */
  reasons: Record<string, number>
  /** "Default null must be sent". */
  forced_refund_amount: string | null
  is_cargo_refund: boolean
  refund_invoice_number?: string
  /** IBAN by order item id; fund transfers only. */
  ibans?: Record<string, string>
  /** Account holder by order item id; fund transfers only. */
  holder_names?: Record<string, string>
}

/** `{ key }` of `POST {prefix}/auth/login/`: goes into a header as it is. */
export const loginAnswer = z.object({ key: secretOption() })

/** A status as a number, or as a number in a string; anything else is none. */
const statusCode = z
  .union([z.number(), z.string().regex(/^\d+$/)])
  .transform(Number)
  .nullish()
  .catch(null)

const id = z.union([z.number(), z.string().min(1)])

const itemId = id.nullish().catch(null)

/** An order as an item names it: by its id, or as an object that has one. */
const orderOfItem = z
  .union([id, z.object({ pk: itemId })])
  .nullish()
  .catch(null)

const NO_ITEM = { pk: null, id: null, status: null, order: null }

const item = z
  .object({ pk: itemId, id: itemId, status: statusCode, order: orderOfItem })
  .catch(NO_ITEM)

export type ItemAnswer = z.output<typeof item>

const itemList = z.array(item).nullish().catch(null)

/**
 * What is used of an order's detail. That the items are under one of these
 * names, each with `pk` (or `id`) and `status`, is an assumption: where it
 * doesn't hold, the items are unknown, and nothing is concluded from them.
 */
export const orderAnswer = z.object({
  pk: itemId,
  status: statusCode,
  orderitem_set: itemList,
  order_items: itemList,
  items: itemList,
})

/** A list of items, or a page of one, as Django REST framework has it. */
export const itemsAnswer = z.union([
  z.array(item).transform((results) => ({ results, next: null })),
  z.object({ results: z.array(item), next: z.unknown() }),
])

const itemState = z.enum(["open", "cancelling", "cancelled"])

/** What `prepare` read of the order. It is stored before the send. */
export const orderBaseline = z.object({
  status: z.number().nullable(),
  items: z.record(z.string(), itemState).nullable(),
})

export type OrderBaseline = z.output<typeof orderBaseline>
