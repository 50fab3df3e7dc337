import { getHttpResponseFromError } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { keepingConflicts } from "../errors"

const answerTo = (error: unknown) =>
  keepingConflicts(Promise.reject(error as Error)).catch((thrown: unknown) =>
    getHttpResponseFromError(thrown as MedusaError)
  )

it("a conflict is answered with its own message", async () => {
  expect(
    await answerTo(
      new MedusaError(MedusaError.Types.CONFLICT, "It is registered already.")
    )
  ).toEqual({
    statusCode: 409,
    body: { message: "It is registered already.", type: "conflict" },
  })
})

it("every other error stays as it is", async () => {
  const error = new MedusaError(MedusaError.Types.NOT_FOUND, "no")
  await expect(keepingConflicts(Promise.reject(error))).rejects.toBe(error)
  await expect(keepingConflicts(Promise.resolve(7))).resolves.toBe(7)
})
