import { rowsOf } from "../../src/modules/cancellation/ledger/sql"
import { Outcome, rejected, retry, succeeded } from "../../src/provider-kit"
import { useLedger } from "../support/ledger"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"
import { PROOF } from "../../src/provider-kit/__fixtures__/proof"

const down = retry({
  code: "connection_failed",
  message: "No connection could be made.",
})

const MINUTE = 60_000

describe("what processes share about a provider", () => {
  const ledger = useLedger({ chance: () => 0.999 })

  /** Captures full cancellations of `count` orders, and returns their ids. */
  const capture = async (
    pipeline: Pipeline,
    count: number
  ): Promise<string[]> => {
    const ids: string[] = []
    for (let n = 0; n < count; n++) {
      const order_id = `order_${Math.random()}`
      await pipeline.register("scripted", `ext_${order_id}`, { order_id })
      ids.push(...(await pipeline.cancelOrder(order_id)))
    }
    return ids
  }

  const answering = (answer: () => Outcome): ScriptedProvider =>
    new ScriptedProvider({ onSend: () => Promise.resolve(answer()) })

  describe("the circuit", () => {
    it("opens when half of at least ten calls fail, for every process", async () => {
      const provider = answering(() => down)
      const pipeline = ledger.start(provider)
      const other = ledger.start(provider)
      await capture(pipeline, 10)
      await pipeline.drain()
      expect(provider.sent).toHaveLength(10)

      await capture(pipeline, 5)
      await other.drain()

      expect(provider.sent).toHaveLength(10)
      expect((await other.providers.retrieve("scripted")).circuit.state).toBe(
        "open"
      )
      expect(
        pipeline.logger.lines.filter(({ text }) =>
          text.includes("fails too often")
        )
      ).toHaveLength(1)
    })

    it("stays closed when fewer than ten calls fail", async () => {
      const provider = answering(() => down)
      const pipeline = ledger.start(provider)
      await capture(pipeline, 9)

      await pipeline.drain()

      expect(
        (await pipeline.providers.retrieve("scripted")).circuit.state
      ).toBe("closed")
    })

    it("sends one probe when it is half open, and closes when that is answered", async () => {
      let isDown = true
      const provider = answering(() =>
        isDown ? down : succeeded({ proof: PROOF })
      )
      const pipeline = ledger.start(provider)
      const other = ledger.start(provider)
      const ids = await capture(pipeline, 12)
      await pipeline.drain()
      const sent = provider.sent.length

      ledger.clock.advance(MINUTE)
      await Promise.all([pipeline.drain(), other.drain()])
      expect(provider.sent).toHaveLength(sent + 1)

      isDown = false
      ledger.clock.advance(MINUTE)
      await Promise.all([pipeline.drain(), other.drain()])
      ledger.clock.advance(MINUTE)
      await pipeline.drain()

      for (const id of ids) {
        expect(await pipeline.row(id)).toMatchObject({ status: "succeeded" })
      }
      expect((await pipeline.providers.retrieve("scripted")).circuit).toEqual({
        state: "closed",
        until: null,
      })
    })

    it("opens until a Retry-After has passed, at most for an hour", async () => {
      let answer: Outcome = retry(
        { code: "throttled", message: "Fewer, please." },
        { retry_after_ms: 86_400_000 }
      )
      const provider = answering(() => answer)
      const pipeline = ledger.start(provider)
      await capture(pipeline, 1)
      await pipeline.drain()
      const [second] = (await capture(pipeline, 1)) as [string]
      answer = succeeded({ proof: PROOF })

      ledger.clock.advance(59 * MINUTE)
      await pipeline.drain()
      expect(await pipeline.row(second)).toMatchObject({ attempt_count: 0 })

      ledger.clock.advance(2 * MINUTE)
      await pipeline.drain()
      expect(await pipeline.row(second)).toMatchObject({ status: "succeeded" })
    })

    it("hands the probe back when there is nothing to probe with", async () => {
      const provider = answering(() => down)
      const pipeline = ledger.start(provider)
      const ids = await capture(pipeline, 10)
      await pipeline.drain()
      for (const id of ids) {
        await pipeline.repair.resolve(id, {
          resolution: "dismissed",
          note: "not needed",
        })
      }
      ledger.clock.advance(MINUTE)
      await pipeline.drain()

      const [id] = (await capture(pipeline, 1)) as [string]
      await pipeline.drain()

      expect(await pipeline.row(id)).toMatchObject({ attempt_count: 1 })
    })
  })

  describe("wrong credentials", () => {
    const unauthorized = retry({
      code: "unauthorized",
      message: "The key is wrong: check the option apiKey.",
    })

    it("pause the provider after one call, with one log line, and end by themselves", async () => {
      let isWrong = true
      const provider = answering(() =>
        isWrong ? unauthorized : succeeded({ proof: PROOF })
      )
      const pipeline = ledger.start(provider)
      const [first] = (await capture(pipeline, 1)) as [string]
      await pipeline.drain()
      const waiting = await capture(pipeline, 5)

      ledger.clock.advance(4 * MINUTE)
      await pipeline.drain()
      expect(provider.sent).toHaveLength(1)
      expect(await pipeline.providers.retrieve("scripted")).toMatchObject({
        is_paused: true,
        pause: { by: "auth", reason: unauthorized.error.message },
      })

      ledger.clock.advance(MINUTE)
      await pipeline.drain()
      expect(provider.sent).toHaveLength(2)

      isWrong = false
      ledger.clock.advance(5 * MINUTE)
      await pipeline.drain()
      ledger.clock.advance(MINUTE)
      await pipeline.drain()

      for (const id of [first, ...waiting]) {
        expect(await pipeline.row(id)).toMatchObject({ status: "succeeded" })
      }
      expect((await pipeline.row(waiting[4] as string)).attempt_count).toBe(1)
      expect(
        pipeline.logger.lines.filter(({ text }) => text.includes("is paused"))
      ).toHaveLength(1)
    })

    it("don't use up the retry window: paused time doesn't count", async () => {
      let isWrong = true
      const provider = answering(() =>
        isWrong ? unauthorized : succeeded({ proof: PROOF })
      )
      const pipeline = ledger.start(provider)
      const ids = await capture(pipeline, 2)
      for (let days = 0; days < 5; days++) {
        await pipeline.drain()
        ledger.clock.advance(24 * 60 * MINUTE)
      }

      isWrong = false
      for (let tries = 0; tries < 4; tries++) {
        await pipeline.drain()
        ledger.clock.advance(60 * MINUTE)
      }

      for (const id of ids) {
        expect(await pipeline.row(id)).toMatchObject({ status: "succeeded" })
      }
    })

    it("are suspected after two orders were forbidden in a row, not after one", async () => {
      const forbidden = rejected(
        { code: "forbidden", message: "This key has too few rights." },
        { exchanges: [] }
      )
      const provider = answering(() => forbidden)
      const pipeline = ledger.start(provider)
      const [lone] = (await capture(pipeline, 1)) as [string]
      await pipeline.drain()
      expect(await pipeline.row(lone)).toMatchObject({ status: "rejected" })
      expect(await pipeline.providers.retrieve("scripted")).toMatchObject({
        is_paused: false,
      })

      await capture(pipeline, 1)
      await pipeline.drain()

      expect(await pipeline.providers.retrieve("scripted")).toMatchObject({
        is_paused: true,
        pause: { by: "auth" },
      })
    })

    it("are not suspected when an order that is allowed came between", async () => {
      const answers: Outcome[] = [
        rejected({ code: "forbidden", message: "no" }),
        succeeded({ proof: PROOF }),
        rejected({ code: "forbidden", message: "no" }),
      ]
      const provider = answering(
        () => answers.shift() ?? succeeded({ proof: PROOF })
      )
      const pipeline = ledger.start(provider)
      for (let n = 0; n < 3; n++) {
        await capture(pipeline, 1)
        await pipeline.drain()
      }

      expect(await pipeline.providers.retrieve("scripted")).toMatchObject({
        is_paused: false,
      })
    })
  })

  describe("the code of a pause", () => {
    const gone = retry({ code: "gone", message: "The receiver is gone." })

    /** A provider that has paused itself, and takes all from then on. */
    const startGone = async (): Promise<Pipeline> => {
      const answers: Outcome[] = [gone]
      const pipeline = ledger.start(
        answering(() => answers.shift() ?? succeeded({ proof: PROOF }))
      )
      await capture(pipeline, 1)
      await pipeline.drain()
      expect(await pauseOf(pipeline)).toMatchObject({
        by: "auth",
        code: "gone",
      })
      return pipeline
    }

    const pauseOf = async (pipeline: Pipeline) =>
      (await pipeline.providers.retrieve("scripted")).pause

    /** As a process of a version before the codes does it. */
    const pauseAsBefore = (): Promise<unknown> =>
      rowsOf(
        ledger.database.sql,
        `update cncl_provider_state
         set paused_by = 'auth', pause_reason = 'The key is wrong.',
             paused_at = now(), probe_at = now()`
      )

    const resumeAsBefore = (): Promise<unknown> =>
      rowsOf(
        ledger.database.sql,
        `update cncl_provider_state
         set paused_by = null, pause_reason = null, paused_at = null,
             probe_at = null, forbidden_order_id = null`
      )

    it("is none once a person pauses it too", async () => {
      const pipeline = await startGone()

      await pipeline.providers.pause("scripted", "moving house")

      expect(await pauseOf(pipeline)).toMatchObject({
        by: "operator",
        code: null,
      })
    })

    it("ends with the pause: a version that knows no codes may begin the next", async () => {
      const pipeline = await startGone()

      await pipeline.providers.resume("scripted")
      await pauseAsBefore()

      expect(await pauseOf(pipeline)).toMatchObject({ by: "auth", code: null })
    })

    it("ends with the next call where a version that knows no codes ended the pause", async () => {
      const pipeline = await startGone()

      await resumeAsBefore()
      await capture(pipeline, 1)
      await pipeline.drain()
      await pauseAsBefore()

      expect(await pauseOf(pipeline)).toMatchObject({ by: "auth", code: null })
    })
  })

  describe("a pause by a person", () => {
    it("sends nothing until somebody resumes it, and gives the time back", async () => {
      const provider = answering(() => succeeded({ proof: PROOF }))
      const pipeline = ledger.start(provider)
      const [id] = (await capture(pipeline, 1)) as [string]
      await pipeline.providers.pause("scripted", "moving house")

      ledger.clock.advance(5 * 24 * 60 * MINUTE)
      await pipeline.drain()
      expect(provider.sent).toHaveLength(0)

      await pipeline.providers.resume("scripted")
      await pipeline.drain()
      expect(await pipeline.row(id)).toMatchObject({ status: "succeeded" })
    })
  })
})
