import {
  type MedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { ADMIN_ROUTES } from "../../admin/middlewares"
import { toMiddleware } from "../admin-route"

type Check = (
  req: MedusaRequest,
  res: MedusaResponse,
  next: () => void
) => Promise<void>

const RESPONSE = {} as unknown as MedusaResponse

const withQuery = ADMIN_ROUTES.filter(({ query }) => query)

/** Medusa itself refuses two of these without a code, and one as a 500. */
it.each(
  withQuery.flatMap((route) =>
    ["a.b.c", "order", "none"].map((name) => ({ ...route, name }))
  )
)("$method $matcher refuses ?$name=none with a code", async (route) => {
  const [check] = toMiddleware(route).middlewares as Check[]
  const next = jest.fn()
  const req = {
    method: route.method,
    headers: {},
    params: { id: "a" },
    query: { [route.name]: "none" },
    allowed: [],
    body: {},
  } as unknown as MedusaRequest

  await expect(check!(req, RESPONSE, next)).rejects.toMatchObject({
    type: "invalid_data",
    code: "invalid_request",
    message: expect.stringMatching(/\b(none|order)\b|a\.b\.c/) as string,
  })
  expect(next).not.toHaveBeenCalled()
})
