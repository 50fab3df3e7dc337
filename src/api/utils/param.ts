import { type MedusaRequest } from "@medusajs/framework/http"
import { invalid } from "../../modules/cancellation/errors"

/** A parameter of the path. The router only calls a route that has it. */
export const paramOf = (
  req: Pick<MedusaRequest, "params">,
  name: string
): string => {
  const value = req.params[name]
  if (!value) {
    throw invalid(`${name} is missing in the path.`)
  }
  return value
}
