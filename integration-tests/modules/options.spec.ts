import { ModuleProvider } from "@medusajs/framework/utils"
import shipfast from "../../examples/shipfast"
import { TestDatabase, createDatabase } from "../support/database"
import { ModuleBooter } from "../support/module"
import { ScriptedProvider } from "../support/scripted-provider"

const SECRET = "sk_live_51SECRETsecret"

const climes = (fields: Record<string, unknown> = {}) => ({
  resolve: "./src/providers/climes",
  id: "climes",
  options: { apiKey: SECRET, payer: "merchant", ...fields },
})

const aplazame = (fields: Record<string, unknown> = {}) => ({
  resolve: "./src/providers/aplazame",
  id: "bnpl",
  options: { privateKey: SECRET, ...fields },
})

/** A provider as another package brings one. */
class FromAPackage extends ScriptedProvider {
  static override identifier = "from_a_package"

  constructor(
    _cradle: unknown,
    readonly given: { key?: string }
  ) {
    super({ unit: "none", void: null })
  }

  static override validateOptions(options: Record<string, unknown>): void {
    if (typeof options.key !== "string") {
      throw new Error("key: expected a string")
    }
  }
}

describe("the module, when Medusa boots it,", () => {
  let database: TestDatabase
  let booter: ModuleBooter

  beforeAll(async () => {
    database = await createDatabase()
    booter = new ModuleBooter(database.url)
  })

  beforeEach(() => database.clear())

  afterAll(async () => {
    await booter.close()
    await database.drop()
  })

  it.each<[string, Record<string, unknown>, string]>([
    [
      "an empty list of sales channels",
      { providers: [climes({ salesChannels: [] })] },
      'provider "climes": salesChannels: expected 1 to 100 ids of sales channels',
    ],
    [
      "a currency that is none",
      { providers: [climes({ currencies: ["euro"] })] },
      'provider "climes": currencies.0: expected 1 to 100 currency codes, such as "eur"',
    ],
    [
      "a link without a place for the order",
      { providers: [climes({ orderUrl: "https://erp.example.com/orders" })] },
      'provider "climes": orderUrl: expected an absolute URL with {id} behind its host, such as https://erp.example.com/orders/{id}',
    ],
    [
      "an option of the plugin",
      { leaseMs: SECRET },
      "leaseMs: expected a whole number from 1000 to 600000",
    ],
    [
      "times that don't fit together",
      { leaseMs: 15_000, requestTimeoutMs: 15_000 },
      "leaseMs: expected at least requestTimeoutMs and 1000 ms more, so that a call can end within its lease",
    ],
    [
      "the id of a provider",
      { providers: [{ ...climes(), id: `${SECRET}!` }] },
      "provider 1: id: expected 1 to 63 letters, digits, - or _, beginning with a letter or digit",
    ],
    [
      "the same id twice",
      { providers: [climes(), { ...aplazame(), id: "climes" }] },
      'provider "climes": its id is used twice; give each provider an id of its own',
    ],
    [
      "an option that providers share",
      { providers: [climes({ concurrency: SECRET })] },
      'provider "climes": concurrency: expected a whole number from 1 to 1000',
    ],
    [
      "a timeout of one provider",
      { providers: [climes({ requestTimeoutMs: 30_000 })] },
      'provider "climes": requestTimeoutMs: expected at most 29000, which is leaseMs less 1000',
    ],
    [
      "an option of a provider's own",
      { providers: [climes({ payer: SECRET })] },
      'provider "climes": payer: expected "merchant" or "customer"',
    ],
    [
      "an option that the provider doesn't have",
      { providers: [climes({ apikey: SECRET })] },
      'provider "climes": apikey is not an option of this provider',
    ],
    [
      "the second of two providers",
      { providers: [climes(), aplazame({ privateKey: "" })] },
      'provider "bnpl": privateKey: expected',
    ],
    [
      "a host in the private network",
      { providers: [climes({ baseUrl: "https://10.0.0.1" })] },
      'provider "climes": baseUrl: ',
    ],
    [
      "an address without encryption",
      { providers: [climes({ baseUrl: "http://api.climes.example" })] },
      'provider "climes": baseUrl: ',
    ],
    [
      "every mistake in the order of providers",
      {
        providers: [
          climes({ after: ["bnpl", SECRET] }),
          aplazame({ after: ["climes"] }),
        ],
      },
      'provider "climes": after.1: expected the id of another configured provider: bnpl; after: expected no circle, and "climes" goes after "bnpl" goes after "climes": nothing of an order would ever be sent there',
    ],
    [
      "edits and refunds of the same money",
      {
        automation: { orderEdited: true, paymentRefunded: true },
        providers: [climes(), aplazame({ refundsOf: ["pp_aplazame"] })],
      },
      'provider "bnpl": expected automation.orderEdited or automation.paymentRefunded, not both, where refundsOf is set: an edit and the refund that follows it would void the same money twice',
    ],
  ])("stops with one line about %s", async (_, options, message) => {
    const failure = await booter.failure(options)

    expect(failure).toContain(`medusa-plugin-cancellation: ${message}`)
    expect(failure).not.toContain("\n")
    expect(failure).not.toContain(SECRET)
  })

  it("stops with one line about a provider that another package brings", async () => {
    const resolve = ModuleProvider("cancellation", { services: [FromAPackage] })

    expect(
      await booter.failure({
        providers: [{ resolve, id: "mine", options: { key: 5 } }],
      })
    ).toContain(
      'medusa-plugin-cancellation: provider "mine": key: expected a string'
    )
    const { service } = await booter.boot({
      providers: [{ resolve, id: "mine", options: { key: "k" } }],
    })
    expect(await service.listProviders()).toEqual([
      expect.objectContaining({
        id: "mine",
        identifier: "from_a_package",
        unit: "none",
        supports_void: false,
        is_configured: true,
      }),
    ])
  })

  it("loads a provider that was defined, and not written as a class", async () => {
    const options = { apiKey: SECRET, baseUrl: "https://shipfast.test" }
    const shipfastWith = (fields: Record<string, unknown>) => ({
      providers: [
        { resolve: shipfast, id: "ship", options: { ...options, ...fields } },
      ],
    })
    expect(await booter.failure(shipfastWith({ apiKey: "" }))).toContain(
      'medusa-plugin-cancellation: provider "ship": apiKey: expected a non-empty string'
    )
    expect(
      await booter.failure(shipfastWith({ baseUrl: "http://shipfast.test" }))
    ).toContain('provider "ship": baseUrl:')
    const { service } = await booter.boot(shipfastWith({}))
    expect(await service.listProviders()).toEqual([
      expect.objectContaining({
        id: "ship",
        identifier: "shipfast",
        unit: "none",
        supports_void: false,
        is_configured: true,
      }),
    ])
  })

  it("starts with edits and refunds where they are not about the same money", async () => {
    const { service } = await booter.boot({
      automation: { orderEdited: true, paymentRefunded: true },
      providers: [climes({ refundsOf: ["pp_stripe"] }), aplazame()],
    })

    expect(await service.matchingSettings()).toEqual([
      expect.objectContaining({ provider_id: "climes", unit: "climes" }),
      expect.objectContaining({ provider_id: "bnpl", unit: "currency" }),
    ])
  })

  it("loads the same provider under two ids, each with its own options", async () => {
    const { service } = await booter.boot({
      providers: [
        climes(),
        {
          ...climes({ payer: "customer", externalIdFrom: "metadata.second" }),
          id: "climes_2",
        },
      ],
    })

    expect(await service.listProviders()).toEqual(
      ["climes", "climes_2"].map((id) =>
        expect.objectContaining({
          id,
          identifier: "climes",
          is_configured: true,
          is_paused: false,
        })
      )
    )
    expect(
      (await service.matchingSettings()).map(
        ({ provider_id, external_id_from }) => [provider_id, external_id_from]
      )
    ).toEqual([
      ["climes", null],
      ["climes_2", "metadata.second"],
    ])
    const orders = await Promise.all(
      ["climes", "climes_2"].map((provider_id) =>
        service.registerProviderOrder({
          order_id: "order_1",
          order_display_id: 1,
          canceled_at: null,
          created_by: null,
          provider_order: {
            provider_id,
            external_id: "same",
            origin: "explicit",
            total: "5",
            total_source: "explicit",
            currency_code: null,
            items: null,
            metadata: null,
          },
        })
      )
    )
    expect(
      orders.map(({ provider_order }) => provider_order.provider_id)
    ).toEqual(["climes", "climes_2"])
  })

  it("lists the rows of a provider that is not configured any more, and lets them be resolved", async () => {
    const before = await booter.boot({ providers: [climes()] })
    const { provider_order } = await before.service.registerProviderOrder({
      order_id: "order_1",
      order_display_id: 1,
      canceled_at: null,
      created_by: null,
      provider_order: {
        provider_id: "climes",
        external_id: "ext_1",
        origin: "explicit",
        total: "40",
        total_source: "explicit",
        currency_code: null,
        items: null,
        metadata: null,
      },
    })
    const { cancellation } = await before.service.captureVoid({
      order_id: "order_1",
      provider_order_id: provider_order.id,
      amount: "15",
      source: "admin",
      captured_by: "request",
    })

    const { service } = await booter.boot({ providers: [aplazame()] })
    await service.sweep()
    await service.whenIdle()

    expect(await service.listProviders()).toEqual([
      expect.objectContaining({ id: "bnpl", is_configured: true }),
      expect.objectContaining({
        id: "climes",
        identifier: null,
        unit: null,
        is_configured: false,
        counts: {
          pending: 1,
          in_progress: 0,
          accepted: 0,
          needs_review: 0,
          rejected: 0,
        },
      }),
    ])
    expect(await service.listCancellations({})).toEqual([
      expect.objectContaining({
        id: cancellation.id,
        status: "pending",
        amount: 15,
      }),
    ])
    await expect(
      service.captureVoid({
        order_id: "order_1",
        provider_order_id: provider_order.id,
        amount: "1",
        source: "admin",
        captured_by: "request",
      })
    ).rejects.toThrow(
      'The provider "climes" is not configured any more, so nothing can be voided there.'
    )

    expect(
      await service.resolveCancellation(cancellation.id, {
        resolution: "dismissed",
        note: "done by hand",
        by: "user_1",
      })
    ).toMatchObject({ status: "dismissed", resolved_by: "user_1" })
  })
})
