import {
  errorHandler,
  type MedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import {
  REFUSAL_CODES,
  REFUSAL_STATUS,
  type RefusalCode,
} from "../../../modules/cancellation/core/refusal"
import {
  conflict,
  invalid,
  keyReused,
  notFound,
  refused,
  tooLarge,
} from "../../../modules/cancellation/errors"
import { answeringRefusals } from "../answering-refusals"

const logged: string[] = []

const scope = {
  resolve: () => ({
    info: (line: string) => logged.push(line),
    error: (line: unknown) => logged.push(String(line)),
  }),
}

const req = { scope, path: "/admin" } as unknown as MedusaRequest

const UNUSED = {} as unknown as MedusaResponse

/** What a route answers that throws this, with Medusa's own error handler. */
const answerTo = async (error: unknown): Promise<unknown> => {
  const answers: { status?: number; body?: unknown }[] = []
  const res = {
    status: (status: number) => ({
      json: (body: unknown) => answers.push({ status, body }),
    }),
  } as unknown as MedusaResponse
  try {
    await answeringRefusals(() => Promise.reject(error as Error))(req, res)
  } catch (thrown) {
    errorHandler()(thrown, req, res, () => undefined)
  }
  expect(answers).toHaveLength(1)
  return answers[0]
}

beforeEach(() => {
  logged.length = 0
})

/** Each error that this plugin throws, by the status of its code. */
const throwing = (code: RefusalCode): MedusaError => {
  switch (code) {
    case "already_registered":
      return conflict(code, "no")
    case "body_too_large":
      return tooLarge("no")
    case "idempotency_key_reused":
      return keyReused()
    case "order_not_found":
    case "provider_order_not_found":
    case "cancellation_not_found":
    case "provider_not_found":
      return notFound(code, "no")
    default:
      return refused(code, "no")
  }
}

it.each(REFUSAL_CODES)(
  "%s is answered as it was thrown, once",
  async (code) => {
    const error = throwing(code)

    expect(await answerTo(error)).toEqual({
      status: REFUSAL_STATUS[code],
      body: { type: error.type, code, message: error.message },
    })
    expect(logged).toEqual([error.message])
  }
)

it("what makes no sense is invalid data, with a code of its own or without", async () => {
  expect(await answerTo(invalid("no"))).toEqual({
    status: 400,
    body: { type: "invalid_data", code: "invalid_request", message: "no" },
  })
  expect(await answerTo(invalid("no", "unknown_item"))).toMatchObject({
    body: { code: "unknown_item" },
  })
})

it("a code that the store's hook gives is the store's to choose", async () => {
  expect(
    await answerTo(new MedusaError("not_allowed", "no", "needs_approval"))
  ).toMatchObject({ status: 400, body: { code: "needs_approval" } })
})

it.each(["not_allowed", "invalid_data"])(
  "what the store's hook refuses without a code is the store's (%s)",
  async (type) => {
    expect(await answerTo(new MedusaError(type, "no"))).toEqual({
      status: 400,
      body: { type, code: "refused_by_store", message: "no" },
    })
  }
)

it.each([
  ["Medusa's own", new MedusaError(MedusaError.Types.CONFLICT, "no"), 409],
  ["the store's", new MedusaError("not_allowed", "no", "of_the_store"), 400],
  ["a mistake", new TypeError("secret"), 500],
])("any other error is left to Medusa: %s", async (_, error, status) => {
  const work = answeringRefusals(() => Promise.reject(error))
  await expect(work(req, UNUSED)).rejects.toBe(error)
  expect(await answerTo(error)).toMatchObject({ status })
})

it("what went well is answered by the route alone", async () => {
  await expect(
    answeringRefusals(() => Promise.resolve())(req, UNUSED)
  ).resolves.toBeUndefined()
  expect(logged).toEqual([])
})
