import { Exchange, isResponse, jsonOf } from "../http/exchange"
import { Outcome } from "../outcome"
import { AbstractCancellationProvider, RequestPreview } from "../provider"
import { maskSecretsIn } from "../redact"

type Strategy = AbstractCancellationProvider<unknown>

/** A body as the plugin keeps it: first redacted, then masked. */
const keptBody = (strategy: Strategy, body: unknown): unknown =>
  body === null || body === undefined
    ? null
    : maskSecretsIn(
        JSON.parse(JSON.stringify(strategy.redact(body) ?? null)),
        strategy.secrets()
      )

const keptExchange = (
  strategy: Strategy,
  { request, result }: Exchange
): unknown => ({
  ...keptRequest(strategy, request),
  answer: isResponse(result)
    ? keptBody(strategy, jsonOf(result) ?? result.body)
    : maskSecretsIn(result.message, strategy.secrets()),
})

/** A request as it is shown in a preview and kept with an attempt. */
export const keptRequest = (
  strategy: Strategy,
  { method, url, body }: RequestPreview
): Record<string, unknown> => ({
  method,
  url: maskSecretsIn(url, strategy.secrets()),
  body: keptBody(strategy, body),
})

/** What is kept of an outcome: its words, and the evidence. */
export const keptOutcome = (strategy: Strategy, outcome: Outcome): unknown => {
  const { exchanges = [], ...words } = outcome
  return {
    words: maskSecretsIn(words, strategy.secrets()),
    exchanges: exchanges.map((exchange) => keptExchange(strategy, exchange)),
  }
}

/** A value as it is, and as it is written in a URL. */
const writtenAs = (value: string): string[] => [
  value,
  encodeURIComponent(value),
]

/** Every text in a value, and the names of its fields. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === "string" || typeof value === "number") {
    return [String(value)]
  }
  return value !== null && typeof value === "object"
    ? Object.entries(value).flatMap(([name, inner]) => [
        name,
        ...textsIn(inner),
      ])
    : []
}

/** The first of these values that can be read in what is kept. */
export const seenIn = (
  kept: unknown,
  values: readonly string[]
): string | null => {
  const texts = textsIn(kept)
  return (
    values.find((value) =>
      writtenAs(value).some((written) =>
        texts.some((text) => text.includes(written))
      )
    ) ?? null
  )
}
