import { Policy } from "@medusajs/framework/utils"
import { ADMIN_ROUTES } from "../../api/admin/middlewares"
import "../cancellation"

it("every policy that a route asks for can be given, and no other", () => {
  const defined = Object.values(Policy).map(
    ({ resource, operation }) => `${resource}:${operation}`
  )
  const asked = ADMIN_ROUTES.map(
    ({ policy }) => `${policy.resource}:${policy.operation}`
  )
  expect(defined.sort()).toEqual([...new Set(asked)].sort())
})
