import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import type { Logger } from "@medusajs/framework/types"
import { OutOfPatience, Patience } from "../patience"
import { VirtualClock } from "../../../../../integration-tests/support/virtual-clock"

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

const never = new Promise<never>(() => undefined)

const patient = (): {
  clock: VirtualClock
  patience: Patience
  lines: string[]
} => {
  const clock = new VirtualClock()
  const lines: string[] = []
  const logger = { error: (line: string) => lines.push(line) }
  return {
    clock,
    lines,
    patience: new Patience(clock, 10_000, logger as unknown as Logger),
  }
}

/** Collects garbage now, as `node --expose-gc` would let one. */
const collectGarbage = async (): Promise<void> => {
  setFlagsFromString("--expose-gc")
  const gc = runInNewContext("gc") as () => void
  await turn()
  gc()
}

describe("patience", () => {
  it("gives what comes in time, and says nothing", async () => {
    const { clock, patience, lines } = patient()

    expect(await patience.with("it", Promise.resolve(1))).toBe(1)
    await expect(
      patience.with("it", Promise.reject(new Error("no")))
    ).rejects.toThrow("no")
    clock.advance(20_000)
    await turn()

    expect(lines).toEqual([])
  })

  it("ends for each when its own time is over", async () => {
    const { clock, patience, lines } = patient()
    const ended: string[] = []
    const wait = (name: string): void => {
      patience.with(name, never).catch((error: unknown) => {
        expect(error).toBeInstanceOf(OutOfPatience)
        ended.push(name)
      })
    }
    wait("first")
    clock.advance(4_000)
    void patience.with("quick", Promise.resolve())
    wait("second")
    await turn()

    clock.advance(5_999)
    await turn()
    expect(ended).toEqual([])

    clock.advance(1)
    await turn()
    expect(ended).toEqual(["first"])

    clock.advance(4_000)
    await turn()
    expect(ended).toEqual(["first", "second"])
    expect(lines).toEqual([
      expect.stringContaining("first has not ended for 10 s"),
      expect.stringContaining("second has not ended for 10 s"),
    ])
  })

  it("waits again after there was nothing to wait for", async () => {
    const { clock, patience, lines } = patient()
    await patience.with("it", Promise.resolve())
    clock.advance(10_000)
    await turn()
    const waiting = patience.with("later", never)

    clock.advance(10_000)

    await expect(waiting).rejects.toThrow(OutOfPatience)
    expect(lines).toHaveLength(1)
  })

  it("waits on for what is kept waiting by us, and ends the others on time", async () => {
    const { clock, patience, lines } = patient()
    let isExcused = true
    const waiting = patience.with("excused", never, () => isExcused)
    clock.advance(4_000)
    const other = patience.with("other", never)
    clock.advance(6_000)
    await turn()
    expect(lines).toEqual([])

    clock.advance(4_000)
    await expect(other).rejects.toThrow(OutOfPatience)
    isExcused = false
    clock.advance(6_000)

    await expect(waiting).rejects.toThrow(OutOfPatience)
    expect(lines).toHaveLength(2)
  })

  it("keeps nothing of what has ended, while it waits for the oldest", async () => {
    const { patience } = patient()
    void patience.with("the oldest", never)
    await turn()

    const ended: WeakRef<object>[] = []
    const waitInTurn = async (): Promise<void> => {
      for (let round = 0; round < 50; round += 1) {
        const excuse = { isWaiting: false }
        ended.push(new WeakRef(excuse))
        await patience.with("it", turn(), () => excuse.isWaiting)
      }
    }
    await Promise.all(Array.from({ length: 50 }, waitInTurn))
    await collectGarbage()

    const kept = ended.filter((ref) => ref.deref() !== undefined)
    expect(kept.length).toBeLessThan(250)
  })
})
