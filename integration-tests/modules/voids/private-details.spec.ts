import {
  MASK,
  accepted,
  rejected,
  retry,
  succeeded,
  unknown,
} from "../../../src/provider-kit"
import { wipeOldPrivateDetails } from "../../../src/modules/cancellation/ledger/clean-up"
import { HeldCalls } from "../../support/held-calls"
import { useLedger } from "../../support/ledger"
import { error } from "../../support/made-up"
import { Pipeline } from "../../support/pipeline"
import { ScriptedProvider } from "../../support/scripted-provider"
import { privateDetails, written } from "../../support/written"
import { PROOF } from "../../../src/provider-kit/__fixtures__/proof"

describe("voids with private details", () => {
  const ledger = useLedger()

  const DAY_MS = 86_400_000
  const IBAN = "ES9121000418450200051332"
  const NAME = "Ana Maria Lopez"
  const private_ = { ibans: { "11": IBAN }, holder_names: { "11": NAME } }

  const askFor = (pipeline: Pipeline, lane: string): Promise<string> =>
    pipeline.void(lane, { amount: "1", details: private_ })

  /** Everything except for the private details themselves. */
  const visible = async (): Promise<string> => {
    const { cncl_private_detail: _, ...rest } = await written(
      ledger.database.sql
    )
    return JSON.stringify(rest)
  }

  it("hand them to the provider, and keep them apart until the end", async () => {
    const held = new HeldCalls()
    const [pipeline, provider] = ledger.startWith({ onSend: held.onSend })
    const lane = await pipeline.register("scripted", "ext_1", {
      total: "100",
    })
    const id = await askFor(pipeline, lane)
    expect(await privateDetails(ledger.database.sql)).toEqual([
      { id, details: private_ },
    ])

    pipeline.dispatcher.kick()
    await held.arrived(id)
    expect(provider.sent[0]?.details).toEqual(private_)
    expect(await privateDetails(ledger.database.sql)).toHaveLength(1)
    await held.answer(
      id,
      succeeded({
        proof: PROOF,
        exchanges: [
          {
            request: {
              method: "POST",
              url: "https://scripted.example/ext_1",
              body: { ...private_, amount: 1 },
            },
            result: {
              kind: "response",
              status: 200,
              headers: {
                content_type: null,
                retry_after: null,
                date: null,
                location: null,
              },
              body_state: "complete",
              body: JSON.stringify({ echoed: private_ }),
            },
            duration_ms: 1,
          },
        ],
      })
    )
    await pipeline.dispatcher.idle()

    expect(await pipeline.attempts(id)).toMatchObject([
      {
        request: { body: { ibans: { "11": MASK }, amount: 1 } },
        response: { body: { echoed: { holder_names: { "11": MASK } } } },
      },
    ])
    expect(await privateDetails(ledger.database.sql)).toEqual([])
    expect(await visible()).not.toContain(IBAN)
    expect(await visible()).not.toContain(NAME)
    const logged = pipeline.logger.lines.map(({ text }) => text).join("\n")
    expect(logged).not.toContain(IBAN)
  })

  it.each([
    ["rejected", () => rejected(error), {}],
    ["needs_review", () => unknown(error), private_],
    ["accepted", () => accepted(), private_],
    ["pending", () => retry(error), private_],
  ] as const)(
    "of one that is %s are kept only while they are needed",
    async (status, outcome, kept) => {
      const [pipeline] = ledger.startWith({
        onSend: () => Promise.resolve(outcome()),
      })
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })
      const id = await askFor(pipeline, lane)

      await pipeline.drain()

      expect(await pipeline.statusOf(id)).toBe(status)
      expect(await privateDetails(ledger.database.sql)).toEqual([
        { id, details: kept },
      ])
    }
  )

  describe("that were forgotten", () => {
    const rejectedOne = async (
      details: Record<string, unknown> | null = private_
    ): Promise<[Pipeline, ScriptedProvider, string]> => {
      const [pipeline, provider] = ledger.startWith({
        onSend: () => Promise.resolve(rejected(error)),
      })
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })
      const id = await pipeline.void(lane, { amount: "1", details })
      await pipeline.drain()
      expect(await pipeline.statusOf(id)).toBe("rejected")
      return [pipeline, provider, id]
    }

    const ASKED_AGAIN =
      "It was asked for with details, such as an IBAN, and they aren't kept that long. Give the details again, or empty ones ({}) to send it without any."

    it("are asked for again, since without them it would be another instruction", async () => {
      const [pipeline, , id] = await rejectedOne()

      await expect(pipeline.repair.retry(id, {})).rejects.toThrow(ASKED_AGAIN)
      expect(await pipeline.repair.retryMany([id], null)).toEqual({
        retried: [],
        skipped: [{ id, reason: ASKED_AGAIN }],
      })
      expect(await pipeline.statusOf(id)).toBe("rejected")
    })

    it.each([
      ["given again", private_, private_],
      ["left out on purpose", {}, null],
    ])("are sent as they are %s", async (_, given, sent) => {
      const [pipeline, provider, id] = await rejectedOne()

      await pipeline.repair.retry(id, { details: given })
      await pipeline.drain()

      expect(provider.sent.map(({ details }) => details)).toEqual([
        private_,
        sent,
      ])
    })

    it.each([[null], [{}]])(
      "aren't missed where there were none: %j",
      async (details) => {
        const [pipeline, provider, id] = await rejectedOne(details)

        await pipeline.repair.retry(id, {})
        await pipeline.drain()

        expect(provider.sent.map((call) => call.details)).toEqual([null, null])
      }
    )

    it("after 30 days of review are asked for too", async () => {
      const [pipeline] = ledger.startWith({
        onSend: () => Promise.resolve(unknown(error)),
      })
      const lane = await pipeline.register("scripted", "ext_1", {
        total: "100",
      })
      const id = await askFor(pipeline, lane)
      await pipeline.drain()
      const now = new Date((await ledger.clock.now()).getTime() + 31 * DAY_MS)

      expect(await wipeOldPrivateDetails(ledger.database.sql, now)).toBe(1)
      expect(await wipeOldPrivateDetails(ledger.database.sql, now)).toBe(0)
      await expect(
        pipeline.repair.retry(id, {
          confirm_not_applied: true,
          note: "looked there",
        })
      ).rejects.toThrow(ASKED_AGAIN)
    })
  })

  it("are deleted when a whole cancel supersedes them, at once or when it succeeds", async () => {
    const [pipeline] = ledger.startWith({
      onSend: ({ kind }) =>
        Promise.resolve(
          kind === "void" ? unknown(error) : succeeded({ proof: PROOF })
        ),
    })
    const lane = await pipeline.register("scripted", "ext_1", {
      total: "100",
    })
    const first = await askFor(pipeline, lane)
    await pipeline.drain()
    await askFor(pipeline, lane)
    expect(await privateDetails(ledger.database.sql)).toHaveLength(2)

    await pipeline.cancel(lane)
    expect(await privateDetails(ledger.database.sql)).toEqual([
      { id: first, details: private_ },
    ])
    await pipeline.drain()

    expect(await privateDetails(ledger.database.sql)).toEqual([])
  })

  it("are wiped when a person closes it, who may open it again", async () => {
    const [pipeline] = ledger.startWith()
    const lane = await pipeline.register("scripted", "ext_1", {
      total: "100",
    })
    const id = await askFor(pipeline, lane)

    await pipeline.repair.resolve(id, {
      resolution: "dismissed",
      note: "not needed",
    })

    expect(await privateDetails(ledger.database.sql)).toEqual([
      { id, details: {} },
    ])
  })
})
