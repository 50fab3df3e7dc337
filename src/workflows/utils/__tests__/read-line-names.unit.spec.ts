import { type MedusaContainer } from "@medusajs/framework/types"
import { readLineNames } from "../read-line-names"

const warned: string[] = []
const asked: unknown[] = []

const containerWith = (
  graph: (query: unknown) => Promise<unknown>
): MedusaContainer =>
  ({
    resolve: (key: string) =>
      key === "query"
        ? {
            graph: (query: unknown) => {
              asked.push(query)
              return graph(query)
            },
          }
        : { warn: (line: string) => warned.push(line) },
  }) as unknown as MedusaContainer

beforeEach(() => {
  warned.length = 0
  asked.length = 0
})

describe("what line items are called", () => {
  it("is their title, and the SKU of their variant where they have one", async () => {
    const data = [
      { id: "ordli_1", title: "Oak chair", variant_sku: "CHAIR-1" },
      { id: "ordli_2", title: "Gift wrap", variant_sku: null },
    ]
    const container = containerWith(() => Promise.resolve({ data }))
    expect(await readLineNames(container, ["ordli_1", "ordli_2"])).toEqual([
      { id: "ordli_1", sku: "CHAIR-1", title: "Oak chair" },
      { id: "ordli_2", sku: null, title: "Gift wrap" },
    ])
  })

  it("isn't asked for where there are none", async () => {
    const container = containerWith(() => Promise.resolve({ data: [] }))
    expect(await readLineNames(container, [])).toEqual([])
    expect(asked).toEqual([])
  })

  it("stops no void where it can't be read", async () => {
    const container = containerWith(() =>
      Promise.reject(new Error("The order module is away."))
    )
    expect(await readLineNames(container, ["ordli_1"])).toEqual([])
    expect(warned).toEqual([
      expect.stringContaining("The order module is away."),
    ])
  })
})
