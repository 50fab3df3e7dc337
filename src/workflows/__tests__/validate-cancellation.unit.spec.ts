import { createMedusaContainer, MedusaError } from "@medusajs/framework/utils"
import { asValue } from "@medusajs/framework/awilix"
import { CANCELLATION_MODULE } from "../../modules/cancellation/identifiers"
import { cancelProviderOrdersWorkflow } from "../cancel-provider-orders"
import {
  type ValidateCancellationWorkflowInput,
  validateCancellationWorkflow,
} from "../validate-cancellation"
import { voidProviderOrderWorkflow } from "../void-provider-order"

const asked: ValidateCancellationWorkflowInput[] = []
let refusal: MedusaError | null = null

validateCancellationWorkflow.hooks.validate((input) => {
  asked.push(input)
  if (refusal) {
    throw refusal
  }
})

const ledger = {
  isKnown: jest.fn(),
  refreshTotals: jest.fn(),
  captureVoid: jest.fn(),
  captureCancels: jest.fn(),
  kick: jest.fn(),
}

const container = createMedusaContainer()
container.register(CANCELLATION_MODULE, asValue(ledger))

beforeEach(() => {
  jest.resetAllMocks()
  asked.length = 0
  refusal = null
  ledger.isKnown.mockResolvedValue(false)
  ledger.captureVoid.mockResolvedValue({ is_new: true })
  ledger.captureCancels.mockResolvedValue({ captured_ids: ["cncl_1"] })
})

const aVoid = {
  order_id: "order_1",
  provider_order_id: "cnpo_1",
  amount: 12.5,
  note: "torn",
  details: { ibans: { 11: "ES9121000418450200051332" } },
  created_by: "user_1",
}

const voidIt = () => voidProviderOrderWorkflow(container).run({ input: aVoid })

const cancelAll = () =>
  cancelProviderOrdersWorkflow(container).run({
    input: { order_id: "order_1", reason: "lost", source_id: "fraud_1" },
  })

const nobodySaid = {
  reason: null,
  note: null,
  items: null,
  amount: null,
  source_id: null,
  created_by: null,
}

it("a void is asked about before it is recorded, without its details", async () => {
  ledger.captureVoid.mockImplementation(() => {
    expect(asked).toHaveLength(1)
    return { is_new: true }
  })

  const { result } = await voidIt()

  expect(result).toEqual({ is_new: true })
  expect(asked).toEqual([
    {
      ...nobodySaid,
      kind: "void",
      order_id: "order_1",
      provider_order_ids: ["cnpo_1"],
      amount: 12.5,
      note: "torn",
      source: "workflow",
      created_by: "user_1",
    },
  ])
  expect(ledger.captureVoid).toHaveBeenCalledWith(
    expect.objectContaining({
      ...aVoid,
      amount: "12.5",
      source: "workflow",
      captured_by: "request",
    })
  )
})

it("a cancel of all of an order's provider orders is asked about once", async () => {
  await cancelAll()

  expect(asked).toEqual([
    {
      ...nobodySaid,
      kind: "cancel",
      order_id: "order_1",
      provider_order_ids: null,
      reason: "lost",
      source: "workflow",
      source_id: "fraud_1",
    },
  ])
  expect(ledger.captureCancels).toHaveBeenCalledTimes(1)
})

it.each([
  ["void", voidIt],
  ["cancel", cancelAll],
])(
  "a %s that is refused is not recorded, and the refusal keeps its code",
  async (_, ask) => {
    refusal = new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "Ask Ana.",
      "needs_approval"
    )

    await expect(ask()).rejects.toMatchObject({
      type: "not_allowed",
      code: "needs_approval",
      message: "Ask Ana.",
    })
    expect(ledger.captureVoid).not.toHaveBeenCalled()
    expect(ledger.captureCancels).not.toHaveBeenCalled()
    expect(ledger.kick).not.toHaveBeenCalled()
  }
)

it.each([
  ["void", voidIt],
  ["cancel", cancelAll],
])("a %s that is known already is not asked about again", async (kind, ask) => {
  ledger.isKnown.mockResolvedValue(true)
  refusal = new MedusaError(MedusaError.Types.NOT_ALLOWED, "Not any more.")

  await ask()

  expect(asked).toEqual([])
  expect(ledger.isKnown).toHaveBeenCalledWith(expect.objectContaining({ kind }))
  expect(ledger.captureVoid.mock.calls.length).toBe(kind === "void" ? 1 : 0)
  expect(ledger.captureCancels.mock.calls.length).toBe(
    kind === "cancel" ? 1 : 0
  )
})
