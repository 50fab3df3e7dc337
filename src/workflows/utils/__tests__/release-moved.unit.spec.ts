import type { MedusaContainer } from "@medusajs/framework/types"
import { findInOrder } from "../find-in-order"
import { ledgerOf } from "../ledger"
import { releaseMoved } from "../release-moved"

jest.mock("../find-in-order")
jest.mock("../ledger")

describe("orders that were found to have what another one names", () => {
  const releaseProviderOrders = jest.fn()
  const warn = jest.fn()
  const container = { resolve: () => ({ warn }) } as unknown as MedusaContainer
  const held = [
    { id: "cnpo_1", order_id: "order_1" },
    { id: "cnpo_2", order_id: "order_2" },
    { id: "cnpo_3", order_id: "order_2" },
  ]
  const facts = (order_id: string) =>
    ({ facts: { order_id, canceled_at: new Date() } }) as never

  beforeEach(() => {
    jest.resetAllMocks()
    jest.mocked(ledgerOf).mockReturnValue({
      matchingSettings: () => Promise.resolve([]),
      releaseProviderOrders,
    } as never)
    releaseProviderOrders.mockResolvedValue(1)
  })

  it("are read once each, and nothing is captured for them", async () => {
    jest
      .mocked(findInOrder)
      .mockImplementation((_, id) => Promise.resolve(facts(id)))

    expect(await releaseMoved(container, held)).toBe(true)
    expect(releaseProviderOrders.mock.calls).toEqual([
      [{ order_id: "order_1", canceled_at: null }, ["cnpo_1"]],
      [{ order_id: "order_2", canceled_at: null }, ["cnpo_2", "cnpo_3"]],
    ])
    expect(warn).not.toHaveBeenCalled()
  })

  it("keep what they have where they can't be read, and no other from going on", async () => {
    jest
      .mocked(findInOrder)
      .mockImplementation((_, id) =>
        id === "order_1"
          ? Promise.reject(new Error("no connection"))
          : Promise.resolve(facts(id))
      )

    expect(await releaseMoved(container, held)).toBe(true)
    expect(releaseProviderOrders.mock.calls).toEqual([
      [{ order_id: "order_2", canceled_at: null }, ["cnpo_2", "cnpo_3"]],
    ])
    expect(warn).toHaveBeenCalledWith(
      expect.stringMatching(
        /^medusa-plugin-cancellation: order order_1 .*no connection$/
      )
    )
  })

  it("release nothing where the order is gone", async () => {
    jest.mocked(findInOrder).mockResolvedValue(null)

    expect(await releaseMoved(container, held)).toBe(false)
    expect(releaseProviderOrders).not.toHaveBeenCalled()
  })
})
