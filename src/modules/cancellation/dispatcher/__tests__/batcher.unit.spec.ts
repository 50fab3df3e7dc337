import { Batcher } from "../batcher"

const deferred = (): { promise: Promise<void>; resolve: () => void } => {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

describe("a batcher", () => {
  it("writes what is added in one turn in one batch, and answers each", async () => {
    const batches: number[][] = []
    const batcher = new Batcher<number, string>(async (items) => {
      batches.push(items)
      return items.map((item) => `done ${item}`)
    })

    const answers = await Promise.all([1, 2, 3].map((n) => batcher.add(n)))

    expect(batches).toEqual([[1, 2, 3]])
    expect(answers).toEqual(["done 1", "done 2", "done 3"])
  })

  it("puts what comes during a write into the next one, all at once", async () => {
    const gate = deferred()
    const batches: number[][] = []
    const batcher = new Batcher<number, number>(async (items) => {
      batches.push(items)
      await gate.promise
      return items
    })

    const first = batcher.add(1)
    await new Promise(setImmediate)
    const rest = [2, 3, 4].map((n) => batcher.add(n))
    expect(batches).toEqual([[1]])
    gate.resolve()
    await Promise.all([first, ...rest])

    expect(batches).toEqual([[1], [2, 3, 4]])
  })

  it("never has two writes under way", async () => {
    let writing = 0
    let most = 0
    const batcher = new Batcher<number, number>(async (items) => {
      most = Math.max(most, ++writing)
      await new Promise(setImmediate)
      writing--
      return items
    }, 3)

    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => batcher.add(n))
    )

    expect(most).toBe(1)
    expect(answers).toEqual(Array.from({ length: 20 }, (_, n) => n))
  })

  it("writes at most as many at once as it is told", async () => {
    const sizes: number[] = []
    const batcher = new Batcher<number, number>(async (items) => {
      sizes.push(items.length)
      return items
    }, 4)

    await Promise.all(Array.from({ length: 10 }, (_, n) => batcher.add(n)))

    expect(sizes).toEqual([4, 4, 2])
  })

  it("tells a failed write to those in it, and goes on with the next", async () => {
    const batcher = new Batcher<number, number>(async (items) => {
      if (items.includes(1)) {
        throw new Error("the database is away")
      }
      return items
    }, 2)

    const results = await Promise.allSettled(
      [1, 2, 3].map((n) => batcher.add(n))
    )

    expect(results).toEqual([
      { status: "rejected", reason: new Error("the database is away") },
      { status: "rejected", reason: new Error("the database is away") },
      { status: "fulfilled", value: 3 },
    ])
    await expect(batcher.add(4)).resolves.toBe(4)
  })

  it("fails nobody else for what one item holds, where the write says so", async () => {
    const batcher = new Batcher<number, number>(
      (items) =>
        items.includes(2)
          ? Promise.reject(new TypeError("2 is no number"))
          : Promise.resolve(items),
      undefined,
      (error) => error instanceof TypeError
    )

    const answers = await Promise.allSettled(
      [1, 2, 3].map((n) => batcher.add(n))
    )

    expect(answers).toMatchObject([
      { status: "fulfilled", value: 1 },
      { status: "rejected" },
      { status: "fulfilled", value: 3 },
    ])
  })

  it("tries none of them again where the whole write failed", async () => {
    let writes = 0
    const batcher = new Batcher<number, number>(
      () => {
        writes += 1
        return Promise.reject(new Error("the database is away"))
      },
      undefined,
      (error) => error instanceof TypeError
    )

    await Promise.allSettled([1, 2, 3].map((n) => batcher.add(n)))

    expect(writes).toBe(1)
  })
})
