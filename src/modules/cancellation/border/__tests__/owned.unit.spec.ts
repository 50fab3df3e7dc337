import { ProviderHttp } from "../../../../provider-kit"
import { answered } from "../../../../provider-kit/__fixtures__/exchanges"
import { Owned } from "../owned"

const mask = (text: string): string => text.replaceAll("4711", "***")

const record = (...ids: string[]): Parameters<Owned["shownIn"]>[0] => ({
  state: "open",
  status: null,
  total: null,
  remaining: null,
  voids: ids.map((id) => ({ id, amount: "1", created_at: null })),
  items: null,
})

const answering = (body: unknown): ProviderHttp => ({
  send: () => Promise.resolve(answered(200, body)),
})

const REQUEST = { method: "GET", url: "https://provider.example/" } as const

describe("references that other cancellations own", () => {
  it("stand beside those of a record that are the same once they are masked", () => {
    const owned = new Owned(["v-***-a", "v-2"], mask)

    expect(
      owned.shownIn(record("v-4711-a", "v-4711-b", "v-2", "v-3")).references
    ).toEqual(["v-***-a", "v-2", "v-4711-a"])
  })

  it("stay as they are where the record has no list", () => {
    const owned = new Owned(["v-***-a"], mask)

    expect(owned.shownIn({ ...record(), voids: null }).references).toEqual([
      "v-***-a",
    ])
  })

  it("are found in what a strategy reads before its call, wherever they are", async () => {
    const owned = new Owned(["v-***-a", "***00"], mask)
    const http = owned.readThrough(
      answering({ results: [{ id: "v-4711-a" }, [471100, null, true, "v-1"]] })
    )

    await http.send(REQUEST)

    expect(owned.references.sort()).toEqual(
      ["***00", "471100", "v-***-a", "v-4711-a"].sort()
    )
  })

  it("are looked for however deep an answer is", async () => {
    const depth = 20_000
    const owned = new Owned(["v-***-a"], mask)
    const http = owned.readThrough(
      answering(`${"[".repeat(depth)}"v-4711-a"${"]".repeat(depth)}`)
    )

    await http.send(REQUEST)

    expect(owned.references).toContain("v-4711-a")
  })

  it("need no reading along where none of them is masked", () => {
    const http = answering({})

    expect(new Owned(["v-1"], mask).readThrough(http)).toBe(http)
  })
})
