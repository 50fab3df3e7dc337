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
      overdueMs: 3_600_000,
      notify: [],
      language: "en",
    }
    expect(parsePluginOptions({})).toEqual(defaults)
    expect(parsePluginOptions(undefined)).toEqual(defaults)
  })

  describe("whom to notify", () => {
    const entry = {
      channel: "email",
      to: "ops@example.com",
      on: ["cancellation.rejected"],
    }

    it("is kept, and may want a digest", () => {
      const notify = [entry, { ...entry, to: "+34", digest: "daily" }]
      expect(parsePluginOptions({ notify }).notify).toEqual(notify)
    })

    it.each([
      [
        [{ ...entry, on: [] }],
        /^[^:]+: notify\.0\.on: expected a list of events/,
      ],
      [
        [{ ...entry, on: ["order.canceled"] }],
        /notify\.0\.on\.0: expected a list of events, .*"provider_order\.drifted"/,
      ],
      [
        [{ ...entry, to: "" }],
        /notify\.0\.to: expected whom that channel takes/,
      ],
      [[{ ...entry, channel: undefined }], /notify\.0\.channel: /],
      [
        [{ ...entry, digest: "weekly" }],
        /notify\.0\.digest: expected "hourly" or "daily"/,
      ],
      [
        [entry, { ...entry, digest: "daily" }],
        /notify: expected that nobody is told of the same event twice/,
      ],
      [[{ ...entry, template: "x" }], /notify\.0/],
      [entry, /notify: expected a list/],
    ])("stops the boot: %#", (notify, message) => {
      expect(() => parsePluginOptions({ notify })).toThrow(message)
      expect(() => parsePluginOptions({ notify })).not.toThrow(/ops@/)
    })

    it("is in one of three languages", () => {
      expect(parsePluginOptions({ language: "tr" }).language).toBe("tr")
      expect(() => parsePluginOptions({ language: "fr" })).toThrow(
        'language: expected "en", "es", "tr"'
      )
    })
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
      "retryWindowMs: expected a whole number from 1000 to 2592000000",
    ],
    [
      "a window that is too short",
      { retryWindowMs: 999 },
      "retryWindowMs: expected a whole number from 1000 to 2592000000",
    ],
    [
      "a window that never ends",
      { retryWindowMs: 2_592_000_001 },
      "retryWindowMs: expected a whole number from 1000 to 2592000000",
    ],
    [
      "a window that is no number at all",
      { retryWindowMs: Number.NaN },
      "retryWindowMs: expected a whole number from 1000 to 2592000000",
    ],
    [
      "a window without an end",
      { retryWindowMs: Infinity },
      "retryWindowMs: expected a whole number from 1000 to 2592000000",
    ],
    [
      "half a millisecond",
      { leaseMs: 30_000.5 },
      "leaseMs: expected a whole number from 1000 to 600000",
    ],
    [
      "a lease that is too long",
      { leaseMs: 600_001 },
      "leaseMs: expected a whole number from 1000 to 600000",
    ],
    [
      "a timeout that is too long",
      { requestTimeoutMs: 120_001, leaseMs: 600_000 },
      "requestTimeoutMs: expected a whole number from 100 to 120000",
    ],
    ...[-1, 3_600_001].map(
      (settleDelayMs): [string, Record<string, unknown>, string] => [
        `a delay of ${settleDelayMs} ms`,
        { settleDelayMs },
        "settleDelayMs: expected a whole number from 0 to 3600000",
      ]
    ),
    ...[0, 3_651].map(
      (attemptRetentionDays): [string, Record<string, unknown>, string] => [
        `a retention of ${attemptRetentionDays} days`,
        { attemptRetentionDays },
        "attemptRetentionDays: expected a whole number from 1 to 3650",
      ]
    ),
    [
      "a host that is no text",
      { allowPrivateHosts: [5] },
      "allowPrivateHosts.0: expected at most 100 hosts, each of 1 to 253 characters",
    ],
    [
      "a host that is too long to be one",
      { allowPrivateHosts: ["x".repeat(254)] },
      "allowPrivateHosts.0: expected at most 100 hosts, each of 1 to 253 characters",
    ],
    [
      "more hosts than anybody lists",
      { allowPrivateHosts: Array.from({ length: 101 }, () => "a.lan") },
      "allowPrivateHosts: expected at most 100 hosts, each of 1 to 253 characters",
    ],
    [
      "more providers than anybody has",
      {
        providers: Array.from({ length: 101 }, (_, n) =>
          climes({ id: `climes_${n}` })
        ),
      },
      "providers: expected at most 100 providers",
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
      salesChannels: ["sc_1"],
      currencies: ["eur"],
      orderUrl: "https://climes.example.com/orders/{id}",
      after: ["akinon"],
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
    ...[0, 1_001].map(
      (concurrency): [string, Record<string, unknown>, string] => [
        `${concurrency} calls at once`,
        { concurrency },
        "concurrency: expected a whole number from 1 to 1000",
      ]
    ),
    ...[0, 0.0009, 10_001].map(
      (requestsPerSecond): [string, Record<string, unknown>, string] => [
        `a rate of ${requestsPerSecond}`,
        { requestsPerSecond },
        "requestsPerSecond: expected a number from 0.001 to 10000",
      ]
    ),
    [
      "a timeout that is too short",
      { requestTimeoutMs: 99 },
      "requestTimeoutMs: expected a whole number from 100 to 120000",
    ],
    [
      "a source that is too long",
      { externalIdFrom: `metadata.${"x".repeat(255)}` },
      "externalIdFrom: expected at most 255 characters",
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
      "refundsOf: expected at most 100 ids, each of 1 to 255 characters",
    ],
    [
      "others to go after that are no list",
      { after: "akinon" },
      "after: expected at most 100 ids, each of 1 to 63 characters",
    ],
    [
      "a timeout that leaves no time of the lease",
      { requestTimeoutMs: 29_001 },
      "requestTimeoutMs: expected at most 29000, which is leaseMs less 1000",
    ],
    [
      "two mistakes",
      { concurrency: -1, refundsOf: [""] },
      "concurrency: expected a whole number from 1 to 1000; refundsOf.0: expected at most 100 ids",
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
