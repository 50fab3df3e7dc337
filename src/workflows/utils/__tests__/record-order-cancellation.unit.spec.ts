import type { MedusaContainer } from "@medusajs/framework/types"
import { findInOrder } from "../find-in-order"
import { ledgerOf } from "../ledger"
import { recordOrderCancellation } from "../record-order-cancellation"
import { releaseMoved } from "../release-moved"

jest.mock("../find-in-order")
jest.mock("../ledger")
jest.mock("../release-moved")

const held = [{ id: "cnpo_1", order_id: "order_1" }]
const putOff = { skipped: [], held, provider_order_ids: [], captured_ids: [] }
const captured = {
  ...putOff,
  provider_order_ids: ["cnpo_2"],
  captured_ids: ["cncl_2"],
}

describe("a cancelled order that names what another order was found to have", () => {
  const captureOrderCancel = jest.fn()
  const kick = jest.fn()
  const warn = jest.fn()
  const container = {
    resolve: () => ({ warn, info: warn }),
  } as unknown as MedusaContainer

  beforeEach(() => {
    jest.resetAllMocks()
    jest.mocked(findInOrder).mockResolvedValue({
      facts: { order_id: "order_2" },
      unused: { unmatched: [], ignored: [] },
    } as never)
    jest.mocked(ledgerOf).mockReturnValue({
      matchingSettings: () => Promise.resolve([]),
      captureOrderCancel,
      kick,
    } as never)
    captureOrderCancel
      .mockResolvedValueOnce(putOff)
      .mockResolvedValueOnce(captured)
  })

  const record = () =>
    recordOrderCancellation(container, {
      order_id: "order_2",
      captured_by: "reconciliation",
    })

  it("is captured once that order was looked at", async () => {
    expect(await record()).toEqual(captured)
    expect(releaseMoved).toHaveBeenCalledWith(container, held)
    expect(captureOrderCancel).toHaveBeenLastCalledWith({
      order_id: "order_2",
      captured_by: "reconciliation",
      despite_held: true,
    })
    expect(kick).toHaveBeenCalledTimes(1)
  })
})
