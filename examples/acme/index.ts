import { ModuleProvider } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import {
  AbstractCancellationProvider,
  baseUrlOption,
  type CallContext,
  type CancellationCall,
  type Effect,
  type Outcome,
  parseOptions,
  pathSegment,
  type ProviderCapabilities,
  type ProviderOrderRef,
  type ProviderRecord,
  type ProviderRequest,
  readAnswer,
  readingOf,
  secretOption,
  type SendContext,
  succeeded,
  unreadableAnswer,
} from "medusa-plugin-cancellation/provider-kit"

const optionsSchema = z
  .object({ apiKey: secretOption(), baseUrl: baseUrlOption() })
  .strict()

const decimal = z.string().regex(/^\d+(\.\d+)?$/)

/** The order that all three calls answer with, read as a record. */
const orderSchema = z
  .object({
    status: z.enum(["open", "cancelled"]),
    total: decimal,
    remaining: decimal,
    voids: z.array(z.object({ reference: z.string(), amount: decimal })),
  })
  .transform(({ status, voids, ...figures }): ProviderRecord => ({
    ...figures,
    state: status,
    status,
    voids: voids.map(({ reference, amount }) => ({
      id: reference,
      amount,
      created_at: null,
    })),
    items: null,
  }))

const ACME = { name: "Acme", schema: orderSchema }

export class AcmeCancellationProvider extends AbstractCancellationProvider<
  z.output<typeof optionsSchema>
> {
  static override identifier = "acme"

  static override validateOptions(options: Record<string, unknown>): void {
    parseOptions(optionsSchema, options)
  }

  readonly capabilities: ProviderCapabilities = {
    unit: "currency",
    // Acme's document: "an order that is cancelled already stays as it is".
    cancel: { harmless_to_repeat: true, readable: true },
    // Each void takes its amount again, and is listed with its reference.
    void: { harmless_to_repeat: false, readable: true },
    has_record: true,
  }

  constructor(cradle: Record<string, unknown>, options: unknown) {
    super(cradle, parseOptions(optionsSchema, options))
  }

  override refuse({ provider_order }: CancellationCall): string | null {
    return pathSegment(provider_order.external_id) === null
      ? "The id that is registered for Acme is not an order id. Correct it first."
      : null
  }

  override preview(call: CancellationCall) {
    const { method, url, body } = this.request(call)
    return { method, url, body }
  }

  cancel(call: CancellationCall, context: SendContext): Promise<Outcome> {
    return this.send(call, context)
  }

  override void(call: CancellationCall, context: SendContext) {
    return this.send(call, context)
  }

  override async readRecord(order: ProviderOrderRef, { http }: CallContext) {
    const request = { method: "GET" as const, ...this.address(order) }
    return readingOf(readAnswer(await http.send(request), ACME))
  }

  override findEffect(call: CancellationCall, record: ProviderRecord): Effect {
    if (!record.voids) {
      return { type: "undecidable", reason: "Acme showed no list of voids." }
    }
    const { cancellation_id } = call
    const [isApplied, statement] =
      call.kind === "cancel"
        ? [record.state === "cancelled", `Acme's record: ${record.status}`]
        : [
            record.voids.some(({ id }) => id === cancellation_id),
            `Acme's record: void ${cancellation_id} of ${call.amount}`,
          ]
    return isApplied
      ? { type: "applied", proof: { by: "record", statement } }
      : { type: "absent" }
  }

  override secrets(): string[] {
    return [this.options.apiKey]
  }

  private async send(call: CancellationCall, { http }: SendContext) {
    const exchange = await http.send(this.request(call))
    const answer = readAnswer(exchange, ACME)
    if (answer.type !== "read") {
      return answer.outcome
    }
    // A 2xx alone proves nothing. The order in it does.
    const { body: record, exchanges } = answer
    const effect = this.findEffect(call, record)
    return effect.type === "applied"
      ? succeeded({
          proof: { ...effect.proof, by: "answer" },
          remaining: record.remaining,
          exchanges,
        })
      : unreadableAnswer(exchange, ACME.name)
  }

  private request(call: CancellationCall): ProviderRequest {
    const { provider_order: order, amount, cancellation_id: reference } = call
    return call.kind === "cancel"
      ? { method: "POST", ...this.address(order, "/cancel"), body: {} }
      : {
          method: "POST",
          ...this.address(order, "/voids"),
          body: { amount, reference },
        }
  }

  private address({ external_id }: ProviderOrderRef, suffix = "") {
    const { baseUrl, apiKey } = this.options
    return {
      url: `${baseUrl}/orders/${pathSegment(external_id) ?? "-"}${suffix}`,
      headers: { authorization: `Bearer ${apiKey}` },
    }
  }
}

export default ModuleProvider("cancellation", {
  services: [AcmeCancellationProvider],
})
