import { setTimeout as sleep } from "node:timers/promises"
import { MedusaContainer } from "@medusajs/framework/types"
import LocalEventBus from "@medusajs/medusa/event-bus-local"
import { ANSWER_MS, afterTheAnswer } from "../after-the-answer"

jest.mock("node:timers/promises", () => ({ setTimeout: jest.fn() }))

beforeEach(() => {
  jest.mocked(sleep).mockClear()
})

const containerWith = (bus: object): MedusaContainer =>
  ({ resolve: () => bus }) as unknown as MedusaContainer

describe("a subscriber stands aside for the answer", () => {
  it("on Medusa's local event bus", async () => {
    const { service: Bus } = LocalEventBus as unknown as {
      service: new (...dependencies: object[]) => object
    }
    await afterTheAnswer(
      containerWith(new Bus({}, {}, { worker_mode: "shared" }))
    )

    expect(jest.mocked(sleep).mock.calls).toEqual([[ANSWER_MS]])
  })

  it("on no other, where all events would wait for it", async () => {
    class RedisEventBusService {}
    await afterTheAnswer(containerWith(new RedisEventBusService()))

    expect(sleep).not.toHaveBeenCalled()
  })
})
