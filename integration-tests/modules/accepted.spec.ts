import {
  Effect,
  Outcome,
  accepted,
  rejected,
  retry,
  succeeded,
  unknown,
} from "../../src/provider-kit"
import { PROOF, RECORDED } from "../../src/provider-kit/__fixtures__/proof"
import { useLedger } from "../support/ledger"
import { error, found } from "../support/made-up"
import { Pipeline } from "../support/pipeline"
import { ScriptedProvider } from "../support/scripted-provider"
import { CancellationRow, cancellationRow } from "../support/written"

/** Longer than any pause between two polls. */
const LATER = 3_600_000

describe("what a provider took, and settles later", () => {
  const ledger = useLedger()
  let pipeline: Pipeline
  let provider: ScriptedProvider
  let lane: string
  /** What the record shows of each kind, until it is changed. */
  let shown: { void: Effect; cancel: Effect }
  /** The outcome of sending each kind. */
  let answers: { void: Outcome; cancel: Outcome }

  beforeEach(async () => {
    shown = { void: { type: "settling" }, cancel: { type: "settling" } }
    answers = {
      void: accepted({ is_waiting: true }),
      cancel: succeeded({ proof: PROOF }),
    }
    ;[pipeline, provider] = ledger.startWith({
      void: { readable: true },
      cancel: { readable: true },
      onSend: ({ kind }) => Promise.resolve(answers[kind]),
      onRead: () => Promise.resolve(found()),
      onFindEffect: ({ kind }) => shown[kind],
    })
    lane = await pipeline.register("scripted", "ext_1", { total: "100" })
  })

  const rowOf = (id: string): Promise<CancellationRow> =>
    cancellationRow(ledger.database.sql, id)

  const look = async (): Promise<void> => {
    ledger.clock.advance(LATER)
    await pipeline.drain()
  }

  const aVoid = async (): Promise<string> => {
    const id = await pipeline.void(lane, { amount: "60" })
    await pipeline.drain()
    expect(await pipeline.statusOf(id)).toBe("accepted")
    return id
  }

  it("is turned down where it was seen waiting and is open again, at that look, and gives its amount back", async () => {
    const id = await aVoid()
    await look()
    expect(await pipeline.statusOf(id)).toBe("accepted")

    shown.void = { type: "absent" }
    await look()

    expect(await rowOf(id)).toMatchObject({
      status: "rejected",
      last_error: { code: "turned_down" },
      proof: null,
    })
    await expect(pipeline.void(lane, { amount: "100" })).resolves.toBeTruthy()
  })

  it("is turned down where only a look has seen it waiting", async () => {
    answers.void = accepted()
    const id = await aVoid()
    await look()

    shown.void = { type: "absent" }
    await look()

    expect(await pipeline.statusOf(id)).toBe("rejected")
  })

  it("is looked at on where nobody has seen it waiting", async () => {
    answers.void = accepted()
    shown.void = { type: "absent" }
    const id = await aVoid()
    await look()

    expect(await pipeline.statusOf(id)).toBe("accepted")
  })

  it("may be sent again once it was turned down, and is refused then for what it is", async () => {
    const id = await aVoid()
    shown.void = { type: "absent" }
    await look()

    answers.void = rejected(error)
    await pipeline.repair.retry(id, {})
    await pipeline.drain()

    expect(await rowOf(id)).toMatchObject({
      status: "rejected",
      last_error: { code: "made_up" },
    })
    expect(provider.sent).toHaveLength(2)
  })

  it("has its record for a proof", async () => {
    const id = await aVoid()
    shown.void = { type: "applied", proof: RECORDED }
    await look()

    expect(await rowOf(id)).toMatchObject({
      status: "succeeded",
      proof: {
        ...RECORDED,
        at: (await ledger.clock.now()).toISOString(),
      },
    })
  })

  it("is superseded by a whole cancel that succeeds, though its record then shows it gone", async () => {
    const id = await aVoid()
    const whole = await pipeline.cancel(lane)
    await pipeline.drain()
    shown.void = { type: "applied", proof: RECORDED }
    await look()

    expect(await pipeline.statusOf(whole)).toBe("succeeded")
    expect(await rowOf(id)).toMatchObject({ status: "superseded", proof: null })
  })

  it("takes no effect of a whole cancel for its own while that one is open", async () => {
    const id = await aVoid()
    answers.cancel = unknown(error)
    shown.cancel = { type: "undecidable", reason: "unclear" }
    const whole = await pipeline.cancel(lane)
    await pipeline.drain()
    shown.void = { type: "applied", proof: RECORDED }
    await look()
    expect(await pipeline.statusOf(whole)).toBe("needs_review")
    expect(await rowOf(id)).toMatchObject({ status: "accepted", proof: null })

    await pipeline.repair.resolve(whole, {
      resolution: "dismissed",
      confirm_not_applied: true,
      note: "it never arrived",
    })
    await look()

    expect(await rowOf(id)).toMatchObject({
      status: "succeeded",
      proof: { statement: RECORDED.statement },
    })
  })

  it("is for a person where its window ends before that of the whole cancel has come to an end", async () => {
    const id = await aVoid()
    answers.cancel = unknown(error)
    shown.cancel = { type: "undecidable", reason: "unclear" }
    await pipeline.cancel(lane)
    await pipeline.drain()
    shown.void = { type: "applied", proof: RECORDED }
    for (let hours = 0; hours < 73; hours++) {
      await look()
    }

    expect(await rowOf(id)).toMatchObject({
      status: "needs_review",
      next_attempt_at: null,
      settled_at: null,
      proof: null,
      last_error: { code: "not_settled", cause: "whole_cancel_open" },
    })
  })

  it("is superseded by a whole cancel that a person calls done", async () => {
    const id = await aVoid()
    answers.cancel = unknown(error)
    shown.cancel = { type: "undecidable", reason: "unclear" }
    const whole = await pipeline.cancel(lane)
    await pipeline.drain()
    await look()

    await pipeline.repair.resolve(whole, {
      resolution: "succeeded",
      note: "seen there",
    })

    expect(await pipeline.statusOf(id)).toBe("superseded")
  })
})

describe("what is found out before a call and has two explanations", () => {
  const ledger = useLedger()

  it("is sent only once a person has said that it wasn't done", async () => {
    const seen: boolean[] = []
    const [pipeline, provider] = ledger.startWith({
      void: { harmless_to_repeat: true, readable: true },
      onPrepare: ({ is_confirmed_not_applied }) => {
        seen.push(is_confirmed_not_applied)
        return Promise.resolve(
          is_confirmed_not_applied
            ? { type: "proceed", baseline: null }
            : { type: "settled", outcome: unknown(error) }
        )
      },
    })
    const lane = await pipeline.register("scripted", "ext_1", { total: "100" })
    const id = await pipeline.void(lane, { amount: "60" })
    await pipeline.drain()

    expect(await pipeline.row(id)).toMatchObject({
      status: "needs_review",
      last_error: { code: "outcome_unknown", cause: "made_up" },
    })
    expect(await pipeline.attempts(id)).toMatchObject([
      { outcome: "unknown", send_started_at: null },
    ])
    await expect(pipeline.void(lane, { amount: "60" })).rejects.toThrow()

    // It is prepared again, and what the record shows isn't taken for it.
    await pipeline.repair.retry(id, {})
    await pipeline.drain()
    expect(await pipeline.attempts(id)).toMatchObject([
      { purpose: "send" },
      { purpose: "send", outcome: "unknown", send_started_at: null },
    ])
    await expect(
      pipeline.repair.resolve(id, { resolution: "dismissed", note: "x" })
    ).rejects.toThrow("confirm_not_applied")

    await pipeline.repair.retry(id, {
      confirm_not_applied: true,
      note: "that was another one",
    })
    await pipeline.drain()

    expect(await pipeline.statusOf(id)).toBe("succeeded")
    expect(seen).toEqual([false, false, true])
    expect(provider.sent).toHaveLength(1)
  })

  it("is not asked about once more where the call that followed was not processed", async () => {
    const seen: boolean[] = []
    const [pipeline, provider] = ledger.startWith({
      void: { harmless_to_repeat: true, readable: true },
      onPrepare: ({ is_confirmed_not_applied }) => {
        seen.push(is_confirmed_not_applied)
        return Promise.resolve(
          is_confirmed_not_applied
            ? { type: "proceed", baseline: null }
            : { type: "settled", outcome: unknown(error) }
        )
      },
      onSend: () =>
        Promise.resolve(
          provider.sent.length === 1
            ? retry(error)
            : succeeded({ proof: PROOF })
        ),
    })
    const lane = await pipeline.register("scripted", "ext_1", { total: "100" })
    const id = await pipeline.void(lane, { amount: "60" })
    await pipeline.drain()
    await pipeline.repair.retry(id, {
      confirm_not_applied: true,
      note: "that was another one",
    })
    await pipeline.drain()

    ledger.clock.advance(LATER)
    await pipeline.drain()

    expect(await pipeline.statusOf(id)).toBe("succeeded")
    expect(seen).toEqual([false, true, true])
    expect(provider.sent).toHaveLength(2)
  })
})
