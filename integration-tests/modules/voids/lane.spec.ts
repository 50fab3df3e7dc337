import { accepted, retry, succeeded, unknown } from "../../../src/provider-kit"
import { HeldCalls } from "../../support/held-calls"
import { useLedger } from "../../support/ledger"
import { error } from "../../support/made-up"
import { ScriptedProvider } from "../../support/scripted-provider"
import { until } from "../../support/until"
import { PROOF } from "../../../src/provider-kit/__fixtures__/proof"

describe("voids of one provider order go one after the other", () => {
  const ledger = useLedger()

  it("in the order asked, with two dispatchers", async () => {
    const held = new HeldCalls()
    const provider = new ScriptedProvider({ onSend: held.onSend })
    const [one, two] = [ledger.start(provider), ledger.start(provider)]
    const lane = await one.register("scripted", "ext_1", { total: "100" })
    const ids: string[] = []
    for (let n = 0; n < 6; n++) {
      ids.push(await one.void(lane, { amount: String(n + 1) }))
    }

    for (const id of ids) {
      one.dispatcher.kick()
      two.dispatcher.kick()
      await held.answer(id, succeeded({ proof: PROOF }))
      await until(async () => (await one.statusOf(id)) === "succeeded")
    }

    expect(provider.sent.map(({ cancellation_id }) => cancellation_id)).toEqual(
      ids
    )
    expect(held.mostInFlight.get(lane)).toBe(1)
  })

  it("while those of other provider orders go beside them", async () => {
    const held = new HeldCalls()
    const [pipeline] = ledger.startWith({ onSend: held.onSend })
    const ids: string[] = []
    for (const external of ["ext_1", "ext_2", "ext_3"]) {
      const lane = await pipeline.register("scripted", external, {
        total: "10",
      })
      ids.push(await pipeline.void(lane, { amount: "1" }))
    }

    pipeline.dispatcher.kick()
    await Promise.all(ids.map((id) => held.arrived(id)))

    await Promise.all(
      ids.map((id) => held.answer(id, succeeded({ proof: PROOF })))
    )
    await pipeline.dispatcher.idle()
  })

  it("so that one waits while the one in front waits to be tried again", async () => {
    const [pipeline, provider] = ledger.startWith({
      onSend: () =>
        Promise.resolve(
          provider.sent.length === 1
            ? retry(error, { retry_after_ms: 60_000 })
            : succeeded({ proof: PROOF })
        ),
    })
    const lane = await pipeline.register("scripted", "ext_1", {
      total: "100",
    })
    const first = await pipeline.void(lane, { amount: "1" })
    const second = await pipeline.void(lane, { amount: "2" })

    await pipeline.drain()
    ledger.clock.advance(59_000)
    await pipeline.drain()
    expect(provider.sent).toHaveLength(1)
    ledger.clock.advance(1_000)
    await pipeline.drain()

    expect(provider.sent.map(({ cancellation_id }) => cancellation_id)).toEqual(
      [first, first, second]
    )
  })

  it.each([
    ["a person has to decide about", "needs_review", () => unknown(error)],
    ["the provider has accepted", "accepted", () => accepted()],
  ] as const)("but not behind one that %s", async (_, status, outcome) => {
    const [pipeline, provider] = ledger.startWith({
      onSend: () =>
        Promise.resolve(
          provider.sent.length === 1 ? outcome() : succeeded({ proof: PROOF })
        ),
    })
    const lane = await pipeline.register("scripted", "ext_1", {
      total: "100",
    })
    const first = await pipeline.void(lane, { amount: "1" })
    const second = await pipeline.void(lane, { amount: "2" })

    await pipeline.drain()

    expect(await pipeline.statusOf(first)).toBe(status)
    expect(await pipeline.statusOf(second)).toBe("succeeded")
  })
})
