import { setTimeout as sleep } from "node:timers/promises"
import type { SubscriberArgs } from "@medusajs/framework"
import { MedusaContainer } from "@medusajs/framework/types"
import LocalEventBus from "@medusajs/medusa/event-bus-local"
import orderCanceledHandler from "../../../subscribers/order-canceled"
import orderPlacedHandler from "../../../subscribers/order-placed"
import { captureOrderCancellationWorkflow } from "../../capture-order-cancellation"
import { recordProviderOrdersWorkflow } from "../../record-provider-orders"
import { ANSWER_MS, afterTheAnswer } from "../after-the-answer"
import { ledgerOf } from "../ledger"

jest.mock("node:timers/promises", () => ({ setTimeout: jest.fn() }))
jest.mock("../ledger", () => ({ ledgerOf: jest.fn() }))
jest.mock("../../capture-order-cancellation", () => ({
  captureOrderCancellationWorkflow: jest.fn(),
}))
jest.mock("../../record-provider-orders", () => ({
  recordProviderOrdersWorkflow: jest.fn(),
}))

/** What was done, in its order. */
let done: string[]

beforeEach(() => {
  done = []
  jest.mocked(sleep).mockImplementation((ms) => {
    done.push(`waited ${ms} ms`)
    return Promise.resolve()
  })
  const workflow = (): never =>
    ({ run: () => Promise.resolve(done.push("read the order")) }) as never
  jest.mocked(captureOrderCancellationWorkflow).mockImplementation(workflow)
  jest.mocked(recordProviderOrdersWorkflow).mockImplementation(workflow)
  jest.mocked(ledgerOf).mockReturnValue({
    automation: () => Promise.resolve({ orderCanceled: true }),
  } as never)
})

const containerWith = (bus: object): MedusaContainer =>
  ({ resolve: () => bus }) as unknown as MedusaContainer

const localBus = (): object => {
  const { service: Bus } = LocalEventBus as unknown as {
    service: new (...dependencies: object[]) => object
  }
  return new Bus({}, {}, { worker_mode: "shared" })
}

/** An event of an order on the local event bus. */
const anEvent = (): SubscriberArgs<{ id: string }> =>
  ({
    event: { data: { id: "order_1" } },
    container: containerWith(localBus()),
  }) as unknown as SubscriberArgs<{ id: string }>

describe("letting the answer go first", () => {
  it("waits on Medusa's local event bus", async () => {
    await afterTheAnswer(containerWith(localBus()))

    expect(done).toEqual([`waited ${ANSWER_MS} ms`])
  })

  it("doesn't on any other, where all events would wait", async () => {
    class RedisEventBusService {}
    await afterTheAnswer(containerWith(new RedisEventBusService()))

    expect(done).toEqual([])
  })

  it("is done when an order is cancelled", async () => {
    await orderCanceledHandler(anEvent())

    expect(done).toEqual([`waited ${ANSWER_MS} ms`, "read the order"])
  })

  it("isn't when one is placed: its shopper may change the cart meanwhile", async () => {
    await orderPlacedHandler(anEvent())

    expect(done).toEqual(["read the order"])
  })
})
