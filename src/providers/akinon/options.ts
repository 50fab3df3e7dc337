import { z } from "@medusajs/framework/zod"
import { baseUrlOption, secretOption } from "../../provider-kit"

export const DEFAULT_API_PREFIX = "/api/i1"

/** It is sent in a body, which may contain any character. */
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

/** The path before every call. `api/i1/` and `/api/i1` are the same. */
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

/** The path of an order after the prefix, with a slash at its end. */
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

/** How calls are authorised: by a fixed token, or by one from a login. */
export type Credentials =
  | { type: "token"; token: string }
  | { type: "login"; username: string; password: string }

const ONE_WAY = "expected either token, or username and password"

/** This provider's options, as a store writes them. */
export const optionsSchema = z
  .object({
    /** Omnitron's address, which is different for each customer. */
    baseUrl: baseUrlOption(),
    /** The document has `/api/i1`. Some installations have another prefix. */
    apiPrefix: apiPrefixOption().default(DEFAULT_API_PREFIX),
    /** Where an order is read. Left out: `RECORD_PATHS` are tried. */
    recordPath: recordPathOption().optional(),
    token: secretOption().optional(),
    username: credential().optional(),
    password: credential().optional(),
    /** The id of the reason to use where a call gives none. */
    defaultReason: reasonId().optional(),
    /** Ids of cancellation reasons, by the store's own words for them. */
    reasons: z
      .record(z.string(), reasonId(), {
        error: "expected an object of reason ids",
      })
      .default({}),
    /** Whether the cargo cost is refunded where a call doesn't say. */
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

const asToken = (token: string): Credentials => ({ type: "token", token })

const asLogin = (username: string, password: string): Credentials => ({
  type: "login",
  username,
  password,
})

export type Options = z.output<typeof optionsSchema>
