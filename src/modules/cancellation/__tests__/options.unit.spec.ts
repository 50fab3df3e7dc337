import fc from "fast-check"
import { Unit } from "../../../provider-kit"
import {
  COMMON_PROVIDER_OPTIONS,
  ProviderEntry,
  parsePluginOptions,
  refuseOverlap,
  splitProviderOptions,
} from "../options"

const messageOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    // Medusa prints an error's own properties: there must not be any.
    expect(Object.keys(error as Error)).toEqual([])
    return (error as Error).message
  }
  throw new Error("it was accepted")
}

const climes = (fields: Record<string, unknown> = {}): ProviderEntry => ({
  resolve: "medusa-plugin-cancellation/providers/climes",
  id: "climes",
  options: {},
  ...fields,
})

const plugin = parsePluginOptions({})

describe("the plugin's options", () => {
  it("have these defaults", () => {
    const defaults = {
      providers: [],
      automation: {
        orderCanceled: true,
        orderEdited: false,
        paymentRefunded: false,
      },
      retryWindowMs: 259_200_000,
      requestTimeoutMs: 15_000,
      leaseMs: 30_000,
      settleDelayMs: 15_000,
      attemptRetentionDays: 90,
      allowPrivateHosts: [],
      reconciliation: { createIndex: true },
    }
    expect(parsePluginOptions({})).toEqual(defaults)
    expect(parsePluginOptions(undefined)).toEqual(defaults)
  })

  it("keep what is given", () => {
    expect(
      parsePluginOptions({
        providers: [{ resolve: "x", id: "one" }],
        automation: { orderEdited: true },
        allowPrivateHosts: ["Internal.Example"],
        leaseMs: 60_000,
      })
    ).toMatchObject({
      providers: [{ resolve: "x", id: "one", options: {} }],
      automation: { orderCanceled: true, orderEdited: true },
      allowPrivateHosts: ["internal.example"],
      leaseMs: 60_000,
    })
  })

  it("may come with what Medusa adds to every module's options", () => {
    expect(
      parsePluginOptions({
        database: { clientUrl: "postgres://…" },
        indexes: 1,
      })
    ).toEqual(plugin)
  })

  it("allow a lease that leaves just enough around a call", () => {
    expect(parsePluginOptions({ leaseMs: 16_000 }).leaseMs).toBe(16_000)
    expect(
      splitProviderOptions(
        climes({ options: { requestTimeoutMs: 29_000 } }),
        plugin
      ).common.requestTimeoutMs
    ).toBe(29_000)
  })

  it("allow the same provider under two ids", () => {
    expect(
      parsePluginOptions({
        providers: [climes({ id: "climes" }), climes({ id: "climes_2" })],
      }).providers.map(({ id }) => id)
    ).toEqual(["climes", "climes_2"])
  })

  it.each<[string, Record<string, unknown>, string]>([
    [
      "providers that are an object",
      { providers: { climes: {} } },
      "providers: expected an array of providers",
    ],
    [
      "providers that are a text",
      { providers: "climes" },
      "providers: expected an array of providers",
    ],
    [
      "a provider without an id",
      { providers: [{ resolve: "x" }] },
      "provider 1: id: expected a string",
    ],
    [
      "the second of two providers",
      { providers: [climes(), { resolve: "x", id: 5 }] },
      "provider 2: id: expected a string",
    ],
    [
      "an id that is no id",
      { providers: [climes({ id: "-no\nid" })] },
      "provider 1: id: expected 1 to 63 letters, digits, - or _, beginning with a letter or digit",
    ],
    [
      "a provider without a path",
      { providers: [{ id: "climes" }] },
      'provider "climes": resolve: expected a module path',
    ],
    [
      "a misspelt part of a provider",
      { providers: [climes({ optoins: {} })] },
      'provider "climes": optoins doesn\'t belong here: an entry has resolve, id and options, so put it under options',
    ],
    [
      "an option of the provider beside its options",
      { providers: [climes({ apiKey: "sk-1234" })] },
      'provider "climes": apiKey doesn\'t belong here: an entry has resolve, id and options, so put it under options',
    ],
    [
      "the same id twice",
      { providers: [climes(), climes({ resolve: "other" })] },
      'provider "climes": its id is used twice; give each provider an id of its own',
    ],
    [
      "an option that there isn't",
      { retryWindow: 5 },
      "retryWindow is not an option of this plugin",
    ],
    [
      "an automation that there isn't",
      { automation: { orderCancelled: true } },
      "automation.orderCancelled is not an option of this plugin",
    ],
    [
      "an automation that is a text",
      { automation: { orderCanceled: "yes" } },
      "automation.orderCanceled: Invalid input: expected boolean, received string",
    ],
    [
      "a window that is no number",
      { retryWindowMs: "72h" },
      "retryWindowMs: Invalid input: expected number, received string",
    ],
    [
      "a window that is too short",
      { retryWindowMs: 999 },
      "retryWindowMs: Too small: expected number to be >=1000",
    ],
    [
      "half a millisecond",
      { leaseMs: 30_000.5 },
      "leaseMs: Invalid input: expected int, received number",
    ],
    [
      "a timeout that is too long",
      { requestTimeoutMs: 120_001, leaseMs: 600_000 },
      "requestTimeoutMs: Too big: expected number to be <=120000",
    ],
    ["a delay below zero", { settleDelayMs: -1 }, "settleDelayMs: Too small"],
    [
      "a retention of no days",
      { attemptRetentionDays: 0 },
      "attemptRetentionDays: Too small",
    ],
    [
      "a host that is no text",
      { allowPrivateHosts: [5] },
      "allowPrivateHosts.0: Invalid input: expected string",
    ],
    ...[
      { leaseMs: 15_000 },
      { leaseMs: 15_999 },
      { requestTimeoutMs: 29_001 },
      { requestTimeoutMs: 40_000 },
    ].map((options): [string, Record<string, unknown>, string] => [
      `a lease that leaves no time around a call: ${JSON.stringify(options)}`,
      options,
      "leaseMs: expected at least requestTimeoutMs and 1000 ms more, so that a call can end within its lease",
    ]),
    [
      "a reconciliation that there isn't",
      { reconciliation: { index: true } },
      "reconciliation.index is not an option of this plugin",
    ],
  ])("refuse %s", (_, options, message) => {
    expect(messageOf(() => parsePluginOptions(options))).toContain(
      `medusa-plugin-cancellation: ${message}`
    )
  })

  it("blame a provider for its own mistakes only", () => {
    expect(
      messageOf(() =>
        parsePluginOptions({
          allowPrivateHosts: [5],
          providers: [climes({ resolve: 5 })],
        })
      )
    ).toBe(
      'medusa-plugin-cancellation: provider "climes": resolve: expected a module path'
    )
  })
})

describe("a provider's options", () => {
  it("are split in those of the core, with their defaults, and its own", () => {
    expect(
      splitProviderOptions(
        climes({ options: { apiKey: "k", payer: "merchant", concurrency: 3 } }),
        plugin
      )
    ).toEqual({
      common: { concurrency: 3, trustCartMetadata: false, refundsOf: [] },
      own: { apiKey: "k", payer: "merchant" },
    })
  })

  it("are told by name what belongs to the core", () => {
    const options = {
      requestTimeoutMs: 1_000,
      concurrency: 1,
      requestsPerSecond: 0.5,
      externalIdFrom: "payment.data.id",
      trustCartMetadata: true,
      refundsOf: ["pp_aplazame"],
    }
    expect(Object.keys(options).sort()).toEqual(
      [...COMMON_PROVIDER_OPTIONS].sort()
    )
    expect(splitProviderOptions(climes({ options }), plugin)).toEqual({
      common: options,
      own: {},
    })
  })

  it.each([
    "id",
    "display_id",
    "custom_display_id",
    "metadata.mid",
    "payment.data.order.id",
  ])("find the external id in %s", (externalIdFrom) => {
    expect(
      splitProviderOptions(climes({ options: { externalIdFrom } }), plugin)
        .common
    ).toMatchObject({ externalIdFrom })
  })

  it.each<[string, Record<string, unknown>, string]>([
    ["no call at once", { concurrency: 0 }, "concurrency: Too small"],
    [
      "a rate of nothing",
      { requestsPerSecond: 0 },
      "requestsPerSecond: Too small",
    ],
    [
      "an unheard-of source",
      { externalIdFrom: "metadata." },
      'externalIdFrom: expected "id", "display_id", "custom_display_id", "metadata.<key>" or "payment.data.<key>"',
    ],
    [
      "a truth that is a text",
      { trustCartMetadata: "true" },
      "trustCartMetadata: Invalid input: expected boolean",
    ],
    [
      "refunds of one that is no list",
      { refundsOf: "pp_aplazame" },
      "refundsOf: Invalid input: expected array",
    ],
    [
      "a timeout that leaves no time of the lease",
      { requestTimeoutMs: 29_001 },
      "requestTimeoutMs: expected at most 29000, which is leaseMs less 1000",
    ],
    [
      "two mistakes",
      { concurrency: -1, refundsOf: [""] },
      "concurrency: Too small: expected number to be >=1; refundsOf.0: Too small",
    ],
  ])("refuse %s", (_, options, message) => {
    expect(
      messageOf(() => splitProviderOptions(climes({ options }), plugin))
    ).toContain(`medusa-plugin-cancellation: provider "climes": ${message}`)
  })
})

describe("an order's edits and its refunds", () => {
  const both = { orderCanceled: true, orderEdited: true, paymentRefunded: true }
  const aplazame = (unit: Unit, refunds_of: string[]) => ({
    provider_id: "bnpl",
    unit,
    refunds_of,
  })

  it("are not both captured where they are about the same money", () => {
    expect(
      messageOf(() =>
        refuseOverlap({ automation: both }, [
          aplazame("currency", []),
          { ...aplazame("currency", ["pp_aplazame"]), provider_id: "second" },
        ])
      )
    ).toBe(
      'medusa-plugin-cancellation: provider "second": expected automation.orderEdited or automation.paymentRefunded, not both, where refundsOf is set: an edit and the refund that follows it would void the same money twice'
    )
  })

  it.each([
    ["edits alone", { ...both, paymentRefunded: false }, ["pp_aplazame"]],
    ["refunds alone", { ...both, orderEdited: false }, ["pp_aplazame"]],
    ["a provider that no refund concerns", both, []],
  ])("are captured: %s", (_, automation, refundsOf) => {
    expect(() => {
      refuseOverlap({ automation }, [aplazame("currency", refundsOf)])
    }).not.toThrow()
  })

  it.each<Unit>(["climes", "item", "none"])(
    "are both captured where the provider is measured in %s, not in money",
    (unit) => {
      expect(() => {
        refuseOverlap({ automation: both }, [aplazame(unit, ["pp_any"])])
      }).not.toThrow()
    }
  )
})

describe("a message about options", () => {
  /** Unlike anything that a message could say by itself. */
  const secret = fc
    .string({ minLength: 6, maxLength: 40 })
    .map((text) => `sk§${text}§`)

  const oneLineWithout = (given: string, work: () => unknown): void => {
    const message = messageOf(work)
    expect(message).not.toContain(given)
    expect(message).not.toContain("sk§")
    expect(message).toMatch(/^medusa-plugin-cancellation: [^\n\r]+$/)
  }

  it("is one line without the value, wherever a secret was put by mistake", () => {
    const places: ((value: unknown) => Record<string, unknown>)[] = [
      (providers) => ({ providers }),
      (entry) => ({ providers: [entry] }),
      (id) => ({ providers: [{ resolve: "x", id }] }),
      (options) => ({ providers: [climes({ options })] }),
      (automation) => ({ automation }),
      (orderEdited) => ({ automation: { orderEdited } }),
      (retryWindowMs) => ({ retryWindowMs }),
      (leaseMs) => ({ leaseMs }),
      (allowPrivateHosts) => ({ allowPrivateHosts }),
      (apiKey) => ({ apiKey }),
      (apiKey) => ({ providers: [climes({ apiKey })] }),
    ]
    fc.assert(
      fc.property(secret, fc.constantFrom(...places), (given, place) => {
        oneLineWithout(given, () => parsePluginOptions(place(given)))
      })
    )
  })

  it("is one line without the value, in every option that providers share", () => {
    const wrong: ((value: unknown) => Record<string, unknown>)[] = [
      ...COMMON_PROVIDER_OPTIONS.map((name) => (value: unknown) => ({
        [name]: value,
      })),
      (value) => ({ refundsOf: [[value]] }),
    ]
    fc.assert(
      fc.property(secret, fc.constantFrom(...wrong), (given, place) => {
        oneLineWithout(given, () =>
          splitProviderOptions(
            climes({ options: { ...place(given), apiKey: given } }),
            plugin
          )
        )
      })
    )
  })
})
