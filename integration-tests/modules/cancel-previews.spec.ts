import {
  Preparation,
  RecordReading,
  alreadyDone,
  proceed,
  settled,
  undecidable,
} from "../../src/provider-kit"
import { RECORDED } from "../../src/provider-kit/__fixtures__/proof"
import { PreviewCancelsInput } from "../../src/modules/cancellation/types"
import { useLedger } from "../support/ledger"
import { Script, ScriptedProvider } from "../support/scripted-provider"
import { written } from "../support/written"

const ALL: PreviewCancelsInput = {
  order_id: "order_1",
  provider_order_id: null,
  source: "order_canceled",
  reason: null,
  note: null,
  details: null,
  skip: 0,
  take: 50,
}

const SHOWN: RecordReading = {
  type: "found",
  record: {
    state: "open",
    status: "ok",
    total: null,
    remaining: null,
    voids: null,
    items: null,
  },
}

const READABLE: Script = {
  cancel: { readable: true },
  onRead: () => Promise.resolve(SHOWN),
  onFindEffect: () => ({ type: "absent" }),
}

describe("a preview of cancels", () => {
  const ledger = useLedger()

  it("shows what would be sent and what would come of it; nothing is written or sent", async () => {
    const [pipeline, provider] = ledger.startWith(READABLE)
    const lane = await pipeline.register("scripted", "ext_1")
    const before = await written(ledger.database.sql)

    const result = await pipeline.cancelPreviews.of(ALL)

    expect(result).toEqual({
      count: 1,
      previews: [
        {
          provider_order_id: lane,
          provider_id: "scripted",
          external_id: "ext_1",
          step: 1,
          waits_for: null,
          request: {
            method: "POST",
            url: "https://scripted.example/ext_1",
            body: { amount: null },
          },
          record: {
            state: "open",
            status: "ok",
            message: null,
            read_at: await ledger.clock.now(),
          },
          likely: "succeeds",
          problem: null,
          problem_code: null,
        },
      ],
    })
    expect(await written(ledger.database.sql)).toEqual(before)
    expect(provider.sent).toEqual([])
  })

  it("tells the provider's code of what the ledger has of the order", async () => {
    const calls: unknown[] = []
    const [pipeline] = ledger.startWith({
      ...READABLE,
      onPrepare: (call) => {
        calls.push(call)
        return Promise.resolve(proceed())
      },
      onFindEffect: (_, context) => {
        calls.push(context)
        return undecidable("It is half done.")
      },
    })
    const lane = await pipeline.register("scripted", "ext_1", { total: "100" })
    await pipeline.void(lane, { amount: "30" })

    const { previews } = await pipeline.cancelPreviews.of({
      ...ALL,
      reason: "lost",
    })

    expect(calls).toMatchObject([
      { kind: "cancel", remaining: "70", reserved: "30", reason: "lost" },
      { baseline: null, owned_references: [] },
    ])
    expect(previews).toMatchObject([
      { likely: "unknown", record: { message: "It is half done." } },
    ])
  })

  it("sends nothing beside a live cancel, and doesn't ask", async () => {
    const asked: string[] = []
    const [pipeline] = ledger.startWith({
      ...READABLE,
      onPrepare: () => {
        asked.push("prepare")
        return Promise.resolve(proceed())
      },
    })
    const lane = await pipeline.register("scripted", "ext_1")
    const id = await pipeline.cancel(lane)
    expect((await pipeline.cancelPreviews.of(ALL)).previews).toMatchObject([
      {
        request: null,
        record: null,
        likely: "unknown",
        problem: expect.stringContaining(`already (${id})`) as string,
      },
    ])
    expect(asked).toEqual([])

    await pipeline.drain()
    expect((await pipeline.cancelPreviews.of(ALL)).previews).toMatchObject([
      {
        request: null,
        likely: "already_done",
        problem: `It was cancelled before (${id}), so nothing would be sent.`,
      },
    ])
  })

  it("shows no request where what comes before the call ends it", async () => {
    const [pipeline] = ledger.startWith({
      onPrepare: () =>
        Promise.resolve(settled(alreadyDone({ proof: RECORDED }))),
    })
    await pipeline.register("scripted", "ext_1")

    expect((await pipeline.cancelPreviews.of(ALL)).previews).toMatchObject([
      {
        request: null,
        likely: "already_done",
        problem: `Nothing would be sent. ${RECORDED.statement}.`,
      },
    ])
  })

  it("doesn't ask a provider that is paused, and says that it would wait", async () => {
    const [pipeline] = ledger.startWith({
      ...READABLE,
      onPrepare: () => {
        throw new Error("It was asked.")
      },
    })
    await pipeline.register("scripted", "ext_1")
    await pipeline.providers.pause("scripted", "Stocktaking")

    expect((await pipeline.cancelPreviews.of(ALL)).previews).toMatchObject([
      {
        request: { method: "POST" },
        record: null,
        likely: "unknown",
        problem: expect.stringContaining("paused") as string,
      },
    ])
  })

  it("says what is refused, for all of them; for one it refuses", async () => {
    const [pipeline] = ledger.startWith({ onRefuse: () => "It is locked." })
    const lane = await pipeline.register("scripted", "ext_1")

    expect((await pipeline.cancelPreviews.of(ALL)).previews).toMatchObject([
      {
        request: null,
        likely: "refused",
        problem: "It is locked.",
        problem_code: "refused_by_provider",
      },
    ])
    await expect(
      pipeline.cancelPreviews.of({ ...ALL, provider_order_id: lane })
    ).rejects.toMatchObject({ type: "not_allowed", message: "It is locked." })
  })

  it("says where a provider is not configured any more", async () => {
    const [first] = ledger.startWith()
    const lane = await first.register("scripted", "ext_1")
    const pipeline = ledger.start({})

    expect((await pipeline.cancelPreviews.of(ALL)).previews).toMatchObject([
      {
        likely: "refused",
        problem: expect.stringContaining("not configured any more") as string,
      },
    ])
    await expect(
      pipeline.cancelPreviews.of({ ...ALL, provider_order_id: lane })
    ).rejects.toMatchObject({ type: "not_allowed" })
  })

  it.each<[string, Script]>([
    [
      "throws",
      {
        ...READABLE,
        onPrepare: () => {
          throw new Error("a bug")
        },
        onRead: () => {
          throw new Error("a bug")
        },
      },
    ],
    [
      "looks for effects with a bug",
      {
        ...READABLE,
        onFindEffect: () => {
          throw new Error("a bug")
        },
      },
    ],
    [
      "returns what is no preparation",
      {
        ...READABLE,
        onPrepare: () => Promise.resolve("odd" as unknown as Preparation),
      },
    ],
  ])("foresees nothing where the provider's code %s", async (_, script) => {
    const [pipeline] = ledger.startWith(script)
    await pipeline.register("scripted", "ext_1")

    expect((await pipeline.cancelPreviews.of(ALL)).previews).toMatchObject([
      { likely: "unknown" },
    ])
  })

  it("says so where the request can't be shown", async () => {
    class Shy extends ScriptedProvider {
      override preview(): never {
        throw new Error("a bug")
      }
    }
    const pipeline = ledger.start(new Shy(READABLE))
    await pipeline.register("scripted", "ext_1")

    expect((await pipeline.cancelPreviews.of(ALL)).previews).toMatchObject([
      {
        request: null,
        likely: "succeeds",
        problem:
          'What "scripted" would be sent can\'t be shown before it is sent.',
      },
    ])
  })

  it("shows one page of an order's provider orders, and counts them all", async () => {
    const [pipeline] = ledger.startWith()
    for (const external of ["ext_1", "ext_2", "ext_3"]) {
      await pipeline.register("scripted", external)
    }

    const page = await pipeline.cancelPreviews.of({ ...ALL, skip: 1, take: 1 })

    expect(page.count).toBe(3)
    expect(page.previews).toMatchObject([{ external_id: "ext_2" }])
  })

  it("puts them in the order in which they would go, and says who waits for whom", async () => {
    const pipeline = ledger.start(
      { loan: new ScriptedProvider(), oms: new ScriptedProvider() },
      { after: { loan: ["oms"] } }
    )
    const loan = await pipeline.register("loan", "ext_1")
    const oms = await pipeline.register("oms", "ext_2")

    expect((await pipeline.cancelPreviews.of(ALL)).previews).toMatchObject([
      { provider_id: "oms", step: 1, waits_for: null },
      { provider_id: "loan", step: 2, waits_for: ["oms"] },
    ])
    // What a person asks of one provider waits for no other.
    expect(
      (await pipeline.cancelPreviews.of({ ...ALL, provider_order_id: loan }))
        .previews
    ).toMatchObject([{ provider_id: "loan", step: 1, waits_for: null }])

    await pipeline.cancel(oms)
    await pipeline.drain()

    expect((await pipeline.cancelPreviews.of(ALL)).previews).toMatchObject([
      { provider_id: "loan", step: 1, waits_for: null },
      { provider_id: "oms", likely: "already_done" },
    ])
  })

  it("is of no other order's", async () => {
    const [pipeline] = ledger.startWith()
    const lane = await pipeline.register("scripted", "ext_1", {
      order_id: "order_2",
    })

    expect(await pipeline.cancelPreviews.of(ALL)).toEqual({
      previews: [],
      count: 0,
    })
    await expect(
      pipeline.cancelPreviews.of({ ...ALL, provider_order_id: lane })
    ).rejects.toMatchObject({ type: "not_found" })
  })
})
