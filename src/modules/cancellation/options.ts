import { z } from "@medusajs/framework/zod"
import { describeOptionError } from "../../provider-kit"
import { ordersOfProvider } from "./orders-of-provider"
import { After, mistakesInAfter } from "./core/turns"
import { languageOption, notifyOption } from "./notify-options"
import { MatchingSettings } from "./types"

/**
 * A number. One message names both bounds, whatever is wrong with the value.
 */
const numberWithin = (what: string, from: number, to: number): z.ZodNumber => {
  const error = `expected ${what} from ${from} to ${to}`
  return z.number({ error }).min(from, { error }).max(to, { error })
}

const wholeNumber = (from: number, to: number): z.ZodNumber => {
  const error = `expected a whole number from ${from} to ${to}`
  return numberWithin("a whole number", from, to).int({ error })
}

const MAX_ENTRIES = 100

/** A list short enough to write by hand, of entries no longer than a name. */
const shortList = (of: string, maxLength: number) => {
  const error = `expected at most ${MAX_ENTRIES} ${of}, each of 1 to ${maxLength} characters`
  return z
    .array(z.string({ error }).min(1, { error }).max(maxLength, { error }), {
      error,
    })
    .max(MAX_ENTRIES, { error })
}

/** The longest name that DNS allows. */
const MAX_HOST_LENGTH = 253

const MAX_NAME_LENGTH = 255

const MAX_ID_LENGTH = 63

const THIRTY_DAYS_MS = 2_592_000_000

/** Options that every provider takes besides its own. */
const commonProviderOptions = z.object({
  /** Milliseconds for one call, from its start to the answer's last byte. */
  requestTimeoutMs: wholeNumber(100, 120_000).optional(),
  /** Calls in flight at once, per process. */
  concurrency: wholeNumber(1, 1_000).default(10),
  /**
   * Calls started in a second, per process. Left out: the plugin sets no limit.
   */
  requestsPerSecond: numberWithin("a number", 0.001, 10_000).optional(),
  externalIdFrom: z
    .string()
    .max(MAX_NAME_LENGTH, {
      error: `expected at most ${MAX_NAME_LENGTH} characters`,
    })
    .regex(
      /^(id|display_id|custom_display_id|metadata\..+|payment\.data\..+)$/,
      {
        error:
          'expected "id", "display_id", "custom_display_id", "metadata.<key>" or "payment.data.<key>"',
      }
    )
    .optional(),
  trustCartMetadata: z.boolean().default(false),
  /**
   * Ids of Medusa payment providers whose refunds are voided at this provider.
   * A payment provider that refunds at this provider itself must not be among
   * them: the money would be given back twice.
   */
  refundsOf: shortList("ids", MAX_NAME_LENGTH).default([]),
  ...ordersOfProvider,
  /**
   * Ids of other configured providers: where an order is cancelled, or a part
   * of it, this provider is told once it is done there.
   */
  after: shortList("ids", MAX_ID_LENGTH).optional(),
})

export type CommonProviderOptions = z.infer<typeof commonProviderOptions>

export const COMMON_PROVIDER_OPTIONS = Object.keys(
  commonProviderOptions.shape
) as (keyof CommonProviderOptions)[]

const PROVIDER_ID = /^[a-z0-9][a-z0-9_-]{0,62}$/i

const providerEntry = z
  .object({
    resolve: z.union([z.string().min(1), z.record(z.string(), z.unknown())], {
      error: "expected a module path",
    }),
    id: z.string({ error: "expected a string" }).regex(PROVIDER_ID, {
      error:
        "expected 1 to 63 letters, digits, - or _, beginning with a letter or digit",
    }),
    options: z.record(z.string(), z.unknown()).default({}),
  })
  .strict()

const pluginOptions = z
  .object({
    providers: z
      .array(providerEntry, { error: "expected an array of providers" })
      .max(MAX_ENTRIES, { error: `expected at most ${MAX_ENTRIES} providers` })
      .default([]),
    automation: z
      .object({
        orderCanceled: z.boolean().default(true),
        orderEdited: z.boolean().default(false),
        paymentRefunded: z.boolean().default(false),
      })
      .strict()
      .prefault({}),
    reconciliation: z
      .object({
        /**
         * Whether to index Medusa's own orders, to read the cancelled ones by
         * time.
         */
        createIndex: z.boolean().default(true),
      })
      .strict()
      .prefault({}),
    retryWindowMs: wholeNumber(1_000, THIRTY_DAYS_MS).default(259_200_000),
    requestTimeoutMs: wholeNumber(100, 120_000).default(15_000),
    leaseMs: wholeNumber(1_000, 600_000).default(30_000),
    settleDelayMs: wholeNumber(0, 3_600_000).default(15_000),
    attemptRetentionDays: wholeNumber(1, 3_650).default(90),
    /** How long a cancellation may wait before it is announced as overdue. */
    overdueMs: wholeNumber(60_000, THIRTY_DAYS_MS).default(3_600_000),
    notify: notifyOption,
    language: languageOption,
    allowPrivateHosts: shortList("hosts", MAX_HOST_LENGTH)
      .transform((hosts) => hosts.map((host) => host.toLowerCase()))
      .default([]),
  })
  .strict()

export type PluginOptions = z.infer<typeof pluginOptions>

/** The same as a store writes them, where what has a default may be left out. */
export type GivenPluginOptions = z.input<typeof pluginOptions>
export type GivenCommonOptions = z.input<typeof commonProviderOptions>
export type ProviderEntry = z.infer<typeof providerEntry>

export const PLUGIN = "medusa-plugin-cancellation"

/** An error of one line: no value of an option, and no other properties. */
export const optionError = (text: string): Error =>
  new Error(`${PLUGIN}: ${text}`)

const NOT_OF_PLUGIN = "is not an option of this plugin"

/** Most often this is an option of the provider, written one level too high. */
const NOT_OF_ENTRY =
  "doesn't belong here: an entry has resolve, id and options, so put it under options"

/** The time around a call that a lease has to leave. */
const LEASE_MARGIN_MS = 1_000

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** An invalid id may be anything, even a secret in the wrong place. */
const providerName = (entry: unknown, index: number): string =>
  isRecord(entry) && typeof entry.id === "string" && PROVIDER_ID.test(entry.id)
    ? `provider "${entry.id}"`
    : `provider ${index + 1}`

/** Medusa passes its own settings of a module in the same object. */
const MEDUSA_OPTIONS = new Set(["database", "indexes"])

/**
 * The plugin's options with their defaults.
 *
 * @throws an error of one line that names the provider, the option and what was
 * expected
 */
export const parsePluginOptions = (given: unknown): PluginOptions => {
  const own = Object.fromEntries(
    Object.entries(isRecord(given) ? given : {}).filter(
      ([name]) => !MEDUSA_OPTIONS.has(name)
    )
  )
  const parsed = pluginOptions.safeParse(own)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const [first, index] = issue?.path ?? []
    const entries = Array.isArray(own.providers) ? own.providers : []
    if (first === "providers" && typeof index === "number") {
      throw optionError(
        `${providerName(entries[index], index)}: ${describeOptionError(
          new z.ZodError(
            parsed.error.issues
              .filter(({ path }) => path[0] === first && path[1] === index)
              .map((other) => ({ ...other, path: other.path.slice(2) }))
          ),
          NOT_OF_ENTRY
        )}`
      )
    }
    throw optionError(describeOptionError(parsed.error, NOT_OF_PLUGIN))
  }

  const options = parsed.data
  const seen = new Set<string>()
  for (const { id } of options.providers) {
    if (seen.has(id)) {
      throw optionError(
        `provider "${id}": its id is used twice; give each provider an id of its own`
      )
    }
    seen.add(id)
  }
  if (options.leaseMs < options.requestTimeoutMs + LEASE_MARGIN_MS) {
    throw optionError(
      `leaseMs: expected at least requestTimeoutMs and ${LEASE_MARGIN_MS} ms more, so that a call can end within its lease`
    )
  }
  return options
}

/**
 * An edit that lowers an order is followed by the refund of the same money: if
 * both were captured, it would be voided twice. Only a provider's strategy
 * knows its unit, so this is checked once the providers are loaded.
 *
 * @throws an error of one line that names the provider and both options
 */
export const refuseOverlap = (
  { automation }: Pick<PluginOptions, "automation">,
  providers: Pick<MatchingSettings, "provider_id" | "unit" | "refunds_of">[]
): void => {
  const voidedTwice = providers.find(
    ({ unit, refunds_of }) => unit === "currency" && refunds_of.length > 0
  )
  if (automation.orderEdited && automation.paymentRefunded && voidedTwice) {
    throw optionError(
      `provider "${voidedTwice.provider_id}": expected automation.orderEdited or automation.paymentRefunded, not both, where refundsOf is set: an edit and the refund that follows it would void the same money twice`
    )
  }
}

/**
 * One message for all of them: a mistake in the order of providers may
 * concern several.
 *
 * @throws an error of one line that names the providers
 */
export const refuseMistakesInAfter = (after: After): void => {
  const mistakes = mistakesInAfter(after)
  if (mistakes.length) {
    throw optionError(mistakes.join("; "))
  }
}

/** One provider's options, split into those of the core and its own. */
export const splitProviderOptions = (
  entry: ProviderEntry,
  plugin: PluginOptions
): { common: CommonProviderOptions; own: Record<string, unknown> } => {
  const isCommon = (name: string): boolean =>
    (COMMON_PROVIDER_OPTIONS as string[]).includes(name)
  const given = Object.entries(entry.options)
  const parsed = commonProviderOptions.safeParse(
    Object.fromEntries(given.filter(([name]) => isCommon(name)))
  )
  if (!parsed.success) {
    throw optionError(
      `provider "${entry.id}": ${describeOptionError(parsed.error)}`
    )
  }
  if ((parsed.data.requestTimeoutMs ?? 0) + LEASE_MARGIN_MS > plugin.leaseMs) {
    throw optionError(
      `provider "${entry.id}": requestTimeoutMs: expected at most ${plugin.leaseMs - LEASE_MARGIN_MS}, which is leaseMs less ${LEASE_MARGIN_MS}`
    )
  }
  return {
    common: parsed.data,
    own: Object.fromEntries(given.filter(([name]) => !isCommon(name))),
  }
}
