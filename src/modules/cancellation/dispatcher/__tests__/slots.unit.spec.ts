import { Slots } from "../slots"

describe("slots", () => {
  const order: string[] = []

  const take = (slots: Slots, name: string): Promise<void> =>
    slots.take().then((isTaken) => {
      order.push(isTaken ? name : `${name} sent back`)
    })

  const waited = (): Promise<void> =>
    new Promise((resolve) => {
      setImmediate(resolve)
    })

  beforeEach(() => {
    order.length = 0
  })

  it("are taken at once as long as there are some, and then in turn", async () => {
    const slots = new Slots(2)
    for (const name of ["a", "b", "c", "d"]) {
      void take(slots, name)
    }
    await waited()
    expect(order).toEqual(["a", "b"])
    expect(slots.waiting).toBe(2)
    expect(slots.areFree).toBe(false)

    slots.free()
    await waited()
    expect(order).toEqual(["a", "b", "c"])

    slots.free()
    slots.free()
    await waited()
    expect(order).toEqual(["a", "b", "c", "d"])
    expect(slots.waiting).toBe(0)
    expect(slots.areFree).toBe(true)
  })

  it("sends back what waits, and only that", async () => {
    const slots = new Slots(1)
    for (const name of ["a", "b", "c"]) {
      void take(slots, name)
    }

    slots.sendBack()
    await waited()
    expect(order).toEqual(["a", "b sent back", "c sent back"])

    void take(slots, "d")
    await waited()
    expect(slots.waiting).toBe(1)
    slots.free()
    await waited()
    expect(order).toContain("d")

    // Its own slot, and none for those that were sent back.
    slots.free()
    void take(slots, "e")
    void take(slots, "f")
    await waited()
    expect(order).toContain("e")
    expect(order).not.toContain("f")
  })
})
