import {
  AbstractCancellationProvider,
  Exchange,
  cutText,
  isResponse,
  jsonOf,
} from "../../../provider-kit"
import { ProviderRegistry } from "./registry"

/** The evidence that an attempt keeps of its calls. */
export interface AttemptEvidence {
  http_status: number | null
  request: unknown
  response: unknown
  duration_ms: number | null
}

/** Bodies are cut to this many characters of JSON. */
export const EVIDENCE_LIMIT = 4_096

/**
 * Redacts and cuts bodies: the only way by which a body gets into the ledger.
 */
export class Evidence {
  constructor(private readonly registry: ProviderRegistry) {}

  /** A body that may be stored or shown. */
  body(strategy: AbstractCancellationProvider, body: unknown): unknown {
    if (body === null || body === undefined) {
      return null
    }
    const { shown, json } = redacted(strategy, body)
    // Searching the JSON is much quicker than walking through the values of an
    // answer, which hardly ever holds a secret.
    if (!this.registry.holdsSecret(json)) {
      return cut(shown, json)
    }
    const masked = this.registry.maskSecretsIn(JSON.parse(json))
    return cut(masked, JSON.stringify(masked))
  }

  request(
    strategy: AbstractCancellationProvider,
    request: { method: string; url: string; body: unknown }
  ): { method: string; url: string; body: unknown } {
    return {
      method: request.method,
      url: this.registry.maskSecrets(request.url).slice(0, EVIDENCE_LIMIT),
      body: this.body(strategy, request.body),
    }
  }

  /**
   * The first exchange is the attempt's request and answer; the other calls of
   * the attempt follow in the answer.
   */
  of(
    strategy: AbstractCancellationProvider,
    exchanges: Exchange[] = []
  ): AttemptEvidence {
    const [first, ...rest] = exchanges
    if (!first) {
      return {
        http_status: null,
        request: null,
        response: null,
        duration_ms: null,
      }
    }
    const { result } = first
    const answer = this.answer(strategy, first)
    return {
      http_status: isResponse(result) ? result.status : null,
      request: this.request(strategy, first.request),
      response:
        answer === null && !rest.length
          ? null
          : {
              body: answer,
              ...(rest.length && {
                follow_up: rest.map((exchange) => ({
                  request: this.request(strategy, exchange.request),
                  http_status: isResponse(exchange.result)
                    ? exchange.result.status
                    : null,
                  body: this.answer(strategy, exchange),
                })),
              }),
            },
      duration_ms: Math.round(
        exchanges.reduce((total, { duration_ms }) => total + duration_ms, 0)
      ),
    }
  }

  private answer(
    strategy: AbstractCancellationProvider,
    { result }: Exchange
  ): unknown {
    if (!isResponse(result) || result.body === "") {
      return null
    }
    const json = jsonOf(result)
    // A body that isn't JSON can't be redacted field by field, and nobody knows
    // what it holds. Its beginning is kept, in one line.
    return json === undefined
      ? this.body(
          strategy,
          plainText(
            this.registry.maskSecrets(cutText(result.body, LOOKED_THROUGH))
          )
        )
      : this.body(strategy, json)
  }
}

const cut = (value: unknown, json: string): unknown =>
  json.length <= EVIDENCE_LIMIT ? value : `${json.slice(0, EVIDENCE_LIMIT)}…`

/**
 * A redacted body, with its JSON as it would be sent: values such as dates
 * become texts. The outcome counts, even where a strategy can't redact the
 * body.
 */
const redacted = (
  strategy: AbstractCancellationProvider,
  body: unknown
): { shown: unknown; json: string } => {
  try {
    const shown = strategy.redact(body)
    const json = JSON.stringify(shown) as string | undefined
    return json === undefined ? { shown: null, json: "null" } : { shown, json }
  } catch {
    const shown = "Not kept: redacting it failed."
    return { shown, json: JSON.stringify(shown) }
  }
}

const PLAIN_TEXT_LIMIT = 512

/**
 * This much of a body that isn't JSON is searched for secrets before it is cut.
 */
const LOOKED_THROUGH = 16_384

const plainText = (body: string): string =>
  body.replace(/[\u0000-\u001f\u007f]+/g, " ").slice(0, PLAIN_TEXT_LIMIT)
