import { z } from "@medusajs/framework/zod"
import { orLeftOut } from "./left-out"

/** `true`, or left out. */
export const onlyTrue = () =>
  z
    .literal(true, "must be true, or left out.")
    .nullish()
    .transform((value) => value === true)

/** One value or several, all of them known, in the order of `values`. */
export const someOf = <const T extends string>(values: readonly T[]) => {
  const words = `must be one of: ${values.join(", ")}.`
  return orLeftOut(
    z
      .union([z.enum(values), z.array(z.enum(values)).min(1, words)], words)
      .transform((given) =>
        values.filter((one) => [given].flat().includes(one))
      )
  )
}
