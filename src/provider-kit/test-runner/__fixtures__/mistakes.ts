import { AcmeCancellationProvider } from "../../../../examples/acme"
import {
  alreadyDone,
  type CallContext,
  type CancellationCall,
  type CancellationProviderClass,
  type Effect,
  isResponse,
  jsonOf,
  type Outcome,
  type ProviderCapabilities,
  type ProviderOrderRef,
  type ProviderRecord,
  type RecordReading,
  type SendContext,
  rejected,
  retry,
  succeeded,
} from "../.."
import { cancelling } from "./acme"
import { PROOF, RECORDED } from "../../__fixtures__/proof"

/** A mistake that somebody may make, and the checks that must notice it. */
export interface Mistake {
  provider: CancellationProviderClass
  caught: string[]
}

/** What is declared of a cancel whose repetition is read like the first one. */
const REPEATS_ALIKE: ProviderCapabilities = {
  unit: "currency",
  cancel: { harmless_to_repeat: true, repeats_alike: true, readable: true },
  void: { harmless_to_repeat: false, readable: true },
  has_record: true,
}

const EMPTY: ProviderRecord = {
  state: "open",
  status: null,
  total: null,
  remaining: null,
  voids: [],
  items: null,
}

const statusOf = (exchanges: { result: object }[] = []): unknown =>
  (exchanges[0]?.result as { status?: number } | undefined)?.status

export const MISTAKES: Record<string, Mistake> = {
  "takes a 5xx for a refusal": {
    provider: cancelling(async (call, context, right) => {
      const outcome = await right(call, context)
      return Number(statusOf(outcome.exchanges)) >= 500
        ? rejected({ code: "failed", message: "Acme failed." })
        : outcome
    }),
    caught: [
      "a cancel that goes wrong on the way: is unknown where it answers 500 without the effect",
      "a cancel that goes wrong on the way: is unknown where it answers 503 after the effect",
      "a cancel that goes wrong on the way: is unknown after a 500 in the words of a refusal: shipped",
    ],
  },

  "claims that a void may be repeated, which takes its amount again": {
    provider: class extends AcmeCancellationProvider {
      override readonly capabilities: ProviderCapabilities = {
        unit: "currency",
        cancel: { harmless_to_repeat: true, readable: true },
        void: { harmless_to_repeat: true, readable: true },
        has_record: true,
      }
    },
    caught: [
      "a void that is harmless to repeat: takes effect once where its answer was lost and it is sent again",
      "a void that is harmless to repeat: takes effect once where it succeeded and is sent again",
    ],
  },

  "claims that a repeated cancel is read alike, but takes a refusal for its own work":
    {
      provider: class extends AcmeCancellationProvider {
        override readonly capabilities = REPEATS_ALIKE

        override async cancel(
          call: CancellationCall,
          context: SendContext
        ): Promise<Outcome> {
          const outcome = await super.cancel(call, context)
          return outcome.type === "rejected" && call.may_have_been_sent
            ? alreadyDone({ proof: { by: "answer", statement: "It is gone." } })
            : outcome
        }
      },
      caught: [
        "a cancel whose repetition is read alike: doesn't depend on whether it may have been sent before, at an order that the API doesn't know",
      ],
    },

  "claims that a repeated cancel is read alike, but reads the order first": {
    provider: class extends AcmeCancellationProvider {
      override readonly capabilities = REPEATS_ALIKE

      override async prepare(call: CancellationCall, { http }: CallContext) {
        if (call.kind === "cancel") {
          await http.send({ method: "GET", url: this.preview(call).url })
        }
        return { type: "proceed" as const, baseline: null }
      }
    },
    caught: [
      "a cancel whose repetition is read alike: doesn't depend on whether it may have been sent before, at an order that the API doesn't know",
      "a cancel whose repetition is read alike: doesn't depend on it at an order where it is done already",
    ],
  },

  "doesn't name its secrets": {
    provider: class extends AcmeCancellationProvider {
      override secrets(): string[] {
        return []
      }
    },
    caught: [
      "what is kept of a cancel: shows no secret where a 400 repeats the secrets",
      "what is kept of a void: shows no secret where a 500 repeats the secrets in a page",
    ],
  },

  "logs its key": {
    provider: class extends AcmeCancellationProvider {
      override async prepare(_call: CancellationCall, { logger }: CallContext) {
        logger.info(`Calling Acme with ${this.options.apiKey}`)
        return { type: "proceed" as const, baseline: null }
      }
    },
    caught: [
      "what is kept of a cancel: shows no secret and nothing personal where it succeeds",
    ],
  },

  "takes every 2xx for a success": {
    provider: cancelling(async (call, context, right) => {
      const outcome = await right(call, context)
      return Number(statusOf(outcome.exchanges)) < 300
        ? succeeded({ proof: PROOF, exchanges: outcome.exchanges })
        : outcome
    }),
    caught: [
      "a cancel whose answer can't be read: is unknown after a 200 with a page instead of JSON",
      "a cancel whose answer can't be read: is unknown after a 200 with a body that breaks off",
      "a cancel whose answer can't be read: is unknown after a 200 with more than can be read",
      "a cancel whose answer can't be read: isn't done after a 200 with an empty object",
      "a cancel whose answer can't be read: isn't done after a 200 with only an error",
      "a cancel whose answer can't be read: isn't done after a 200 with only a message",
      "a cancel whose answer can't be read: isn't done after a 200 with only a detail",
      "a cancel whose answer can't be read: isn't done after a 200 with the right fields of wrong types",
    ],
  },

  "tries again after a lost connection": {
    provider: cancelling(async (call, context, right) => {
      const outcome = await right(call, context)
      return outcome.type === "unknown"
        ? retry(outcome.error, { exchanges: outcome.exchanges })
        : outcome
    }),
    caught: [
      "a cancel that goes wrong on the way: is unknown where the connection is dropped without the effect",
      "a cancel that goes wrong on the way: is unknown where no answer comes in time after the effect",
      "a cancel that goes wrong on the way: is unknown where it answers 408 after the effect",
    ],
  },

  "repeats a call by itself": {
    provider: class extends AcmeCancellationProvider {
      override async void(
        ...given: Parameters<AcmeCancellationProvider["void"]>
      ) {
        const outcome = await super.void(...given)
        return outcome.type === "unknown" ? super.void(...given) : outcome
      }
    },
    caught: [
      "a void that goes wrong on the way: is unknown where the connection is dropped after the effect",
    ],
  },

  "gives up where nothing was sent": {
    provider: cancelling(async (call, context, right) => {
      const outcome = await right(call, context)
      return statusOf(outcome.exchanges) === undefined
        ? rejected({ code: "down", message: "Acme is down." })
        : outcome
    }),
    caught: [
      "a cancel that goes wrong on the way: is tried again where the connection is refused from the start",
      "a cancel that goes wrong on the way: is tried again where the connection is refused after it was prepared",
    ],
  },

  "doesn't wait as long as a 429 asks for": {
    provider: cancelling(async (call, context, right) => {
      const outcome = await right(call, context)
      return outcome.type === "retry"
        ? { ...outcome, retry_after_ms: null }
        : outcome
    }),
    caught: [
      "a cancel that is answered: is tried again after a 429 with Retry-After in seconds",
      "a cancel that is answered: is tried again after a 429 with a date in Retry-After",
    ],
  },

  "takes wrong credentials for a refusal": {
    provider: cancelling(async (call, context, right) => {
      const outcome = await right(call, context)
      return statusOf(outcome.exchanges) === 401
        ? rejected({ code: "unauthorized", message: "The key is wrong." })
        : outcome
    }),
    caught: [
      "a cancel that is answered: pauses the provider where the credentials are wrong",
    ],
  },

  "takes a 404 for done": {
    provider: cancelling(async (call, context, right) => {
      const outcome = await right(call, context)
      return statusOf(outcome.exchanges) === 404
        ? succeeded({ proof: PROOF, exchanges: outcome.exchanges })
        : outcome
    }),
    caught: [
      "a cancel that is answered: isn't taken for done after a 404 with a page",
    ],
  },

  "follows redirects": {
    provider: cancelling(async (call, context, right) => {
      const outcome = await right(call, context)
      const { result } = outcome.exchanges?.[0] ?? {}
      if (result && isResponse(result) && result.headers.location) {
        await context.http.send({ method: "GET", url: result.headers.location })
      }
      return outcome
    }),
    caught: [
      "a cancel that goes wrong on the way: is unknown after a 307, which isn't followed",
    ],
  },

  "throws at what it doesn't understand": {
    provider: cancelling(async (call, context, right) => {
      const outcome = await right(call, context)
      const { result } = outcome.exchanges?.[0] ?? {}
      if (result && isResponse(result)) {
        JSON.parse(result.body)
      }
      return outcome
    }),
    caught: [
      "a cancel whose answer can't be read: is unknown after a 200 with a page instead of JSON",
    ],
  },

  "keeps no evidence": {
    provider: cancelling(async (call, context, right) => ({
      ...(await right(call, context)),
      exchanges: [],
    })),
    caught: [
      "a cancel that is answered: is succeeded where the API carries it out, once, as previewed",
    ],
  },

  "previews another request than it sends": {
    provider: class extends AcmeCancellationProvider {
      override preview(call: CancellationCall) {
        const shown = super.preview(call)
        return { ...shown, url: `${shown.url}/now` }
      }
    },
    caught: [
      "a cancel that is answered: is succeeded where the API carries it out, once, as previewed",
    ],
  },

  "sends a request for a preview": {
    provider: class extends AcmeCancellationProvider {
      override preview(call: CancellationCall) {
        const shown = super.preview(call)
        fetch(shown.url).catch(() => undefined)
        return shown
      }
    },
    caught: [
      "a void, before it is sent: is previewed alike each time, and nothing is sent by that",
    ],
  },

  "puts an order's id into a path as it is": {
    provider: class extends AcmeCancellationProvider {
      override refuse(): string | null {
        return null
      }

      override preview(call: CancellationCall) {
        const { method, body } = super.preview(call)
        const id = call.provider_order.external_id
        return { method, body, url: `${this.options.baseUrl}/orders/${id}/x` }
      }
    },
    caught: [
      "a cancel, before it is sent: goes to the same place whatever the order's id is, or is refused",
    ],
  },

  "never finds an effect": {
    provider: class extends AcmeCancellationProvider {
      override findEffect(): Effect {
        return { type: "absent" }
      }
    },
    caught: [
      "a cancel that is looked for in the record: is found where it took effect before the connection was dropped",
      "a void that is looked for in the record: is undecidable in a record that shows neither voids nor items",
    ],
  },

  "takes any void of the amount for its own": {
    provider: class extends AcmeCancellationProvider {
      override findEffect(
        call: CancellationCall,
        record: ProviderRecord
      ): Effect {
        return call.kind === "void" &&
          record.voids?.some(({ amount }) => amount === call.amount)
          ? { type: "applied", proof: RECORDED }
          : super.findEffect(call, record)
      }
    },
    caught: [
      "a void that is looked for in the record: isn't taken for another of the same amount that was made before it",
      "a void that is looked for in the record: isn't taken for another of the same amount that was made after it",
    ],
  },

  "takes a failed read for an order without voids": {
    provider: class extends AcmeCancellationProvider {
      override async readRecord(
        order: ProviderOrderRef,
        context: CallContext
      ): Promise<RecordReading> {
        const reading = await super.readRecord(order, context)
        return reading.type === "found"
          ? reading
          : { type: "found", record: EMPTY, exchanges: reading.exchanges }
      }
    },
    caught: [
      "its record of an order: is not found where there is no such order",
      "its record of an order: is neither found nor missing after a 500",
      "its record of an order: is read later after a 429",
    ],
  },

  "gives no proof": {
    provider: cancelling(async (call, context, right) => {
      const outcome = await right(call, context)
      return outcome.type === "succeeded"
        ? (JSON.parse(
            JSON.stringify({ ...outcome, proof: undefined })
          ) as Outcome)
        : outcome
    }),
    caught: ["the proof of a cancel: says whose word it is, and what was said"],
  },

  "gives a proof without words": {
    provider: cancelling(async (call, context, right) => {
      const outcome = await right(call, context)
      return outcome.type === "succeeded"
        ? { ...outcome, proof: { by: "answer", statement: " " } }
        : outcome
    }),
    caught: ["the proof of a cancel: says whose word it is, and what was said"],
  },

  "makes up a time": {
    provider: cancelling(async (call, context, right) => {
      const outcome = await right(call, context)
      return outcome.type === "succeeded"
        ? { ...outcome, proof: { ...outcome.proof, at: "yesterday" } }
        : outcome
    }),
    caught: ["the proof of a cancel: says whose word it is, and what was said"],
  },

  "sees an obstacle where there is none": {
    provider: class extends AcmeCancellationProvider {
      override async readRecord(
        order: ProviderOrderRef,
        context: CallContext
      ): Promise<RecordReading> {
        const reading = await super.readRecord(order, context)
        const obstacle = { type: "shipped", message: "It has left." } as const
        return reading.type === "found"
          ? { ...reading, record: { ...reading.record, obstacle } }
          : reading
      }
    },
    caught: ["its record of an order: shows an order that is there"],
  },

  "calls a record an answer": {
    provider: class extends AcmeCancellationProvider {
      override findEffect(
        call: CancellationCall,
        record: ProviderRecord
      ): Effect {
        const effect = super.findEffect(call, record)
        return effect.type === "applied" ? { ...effect, proof: PROOF } : effect
      }
    },
    caught: [
      "the proof of a cancel: is the record's where the record shows it",
      "the proof of a void: is the record's where the record shows it",
    ],
  },

  "proves a whole cancel by words that are true of an open order": {
    provider: class extends AcmeCancellationProvider {
      override findEffect(
        call: CancellationCall,
        record: ProviderRecord
      ): Effect {
        const effect = super.findEffect(call, record)
        return effect.type === "applied"
          ? { ...effect, proof: RECORDED }
          : effect
      }
    },
    caught: [
      "the proof of a cancel: is another one than that of a void, after which the order is open",
    ],
  },

  "takes any order in an answer for a cancelled one": {
    provider: cancelling(async (call, context, right) => {
      const outcome = await right(call, context)
      const { result } = outcome.exchanges?.[0] ?? {}
      return result && isResponse(result) && jsonOf(result)
        ? succeeded({ proof: PROOF, exchanges: outcome.exchanges })
        : outcome
    }),
    caught: [
      "the proof of a cancel: isn't an answer that shows the order as it was before",
    ],
  },

  "takes a figure that an open order has for the end": {
    provider: class extends AcmeCancellationProvider {
      override findEffect(
        call: CancellationCall,
        record: ProviderRecord
      ): Effect {
        return call.kind === "cancel" && record.remaining === record.total
          ? { type: "applied", proof: RECORDED }
          : super.findEffect(call, record)
      }
    },
    caught: [
      "the proof of a cancel: isn't a record that shows the order as it was before",
      "a cancel that is looked for in the record: is absent where the connection was dropped before it took effect",
    ],
  },

  "takes any options": {
    provider: class extends AcmeCancellationProvider {
      static override validateOptions(): void {
        return undefined
      }
    },
    caught: [
      "its options: refuses an option that it doesn't know",
      "its options: refuses the secret apiKey as a list, without echoing it",
      'its options: refuses baseUrl: "acme"',
    ],
  },

  "echoes an option": {
    provider: class extends AcmeCancellationProvider {
      static override validateOptions(options: Record<string, unknown>): void {
        try {
          super.validateOptions(options)
        } catch (error) {
          throw new Error(
            `${(error as Error).message}, not ${JSON.stringify(options)}`
          )
        }
      }
    },
    caught: [
      "its options: refuses the secret apiKey as a list, without echoing it",
    ],
  },
}
