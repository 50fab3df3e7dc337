import { callOf, contextOf } from "../__fixtures__/call"
import { accepted, type Outcome } from "../outcome"
import {
  AbstractCancellationProvider,
  type ProviderCapabilities,
  type RequestPreview,
} from "../provider"
import { MASK } from "../redact"

/** A strategy with what it must have, and no more. */
class Bare extends AbstractCancellationProvider<{ apiKey: string }> {
  static override identifier = "bare"

  readonly capabilities: ProviderCapabilities = {
    unit: "none",
    cancel: { harmless_to_repeat: false, readable: false },
    void: null,
    has_record: false,
  }

  get apiKey(): string {
    return this.options.apiKey
  }

  async cancel(): Promise<Outcome> {
    return accepted()
  }

  preview(): RequestPreview {
    return { method: "POST", url: "https://provider.test", body: null }
  }
}

const strategy = new Bare({}, { apiKey: "sk-1234" })
const { context } = contextOf()

describe("a strategy that says no more than it must", () => {
  it("has its options, and the name of its class", () => {
    expect(strategy.apiKey).toBe("sk-1234")
    expect(strategy.identifier).toBe("bare")
  })

  it("takes any options, and any call", () => {
    expect(() => {
      Bare.validateOptions({ apiKey: 1 })
    }).not.toThrow()
    expect(strategy.refuse(callOf(), new Date())).toBeNull()
  })

  it("sends without a look at the provider before", async () => {
    expect(await strategy.prepare(callOf(), context)).toEqual({
      type: "proceed",
      baseline: null,
    })
  })

  it("rejects a void, and says what can be done instead", async () => {
    const call = callOf({ kind: "void", amount: "5" })

    expect(await strategy.void(call, context)).toMatchObject({
      type: "rejected",
      error: {
        code: "void_not_supported",
        message: expect.stringMatching(/bare .*A-1.*cancel it as a whole/),
      },
    })
  })

  it("has no record, which says nothing about the order", async () => {
    const reading = strategy.readRecord(callOf().provider_order, context)

    expect(await reading).toEqual({
      type: "failed",
      error: {
        code: "no_record",
        message: expect.stringContaining("bare"),
        provider_code: null,
        provider_message: null,
      },
    })
  })

  it("can't tell what became of a call", () => {
    const record = {
      state: "cancelled",
      status: null,
      total: null,
      remaining: null,
      voids: null,
      items: null,
    } as const

    expect(strategy.findEffect(callOf(), record, context)).toEqual({
      type: "undecidable",
      reason: expect.stringContaining("bare"),
    })
  })

  it("masks what is personal by its name, and has no secrets of its own", () => {
    expect(strategy.redact({ email: "a@b.c", id: 1 })).toEqual({
      email: MASK,
      id: 1,
    })
    expect(strategy.secrets()).toEqual([])
  })

  it("has nothing to let go of", async () => {
    await expect(strategy.close()).resolves.toBeUndefined()
  })
})
