import {
  type SpanOptions,
  SpanStatusCode,
} from "@medusajs/framework/opentelemetry/api"
import { Tracer } from "@medusajs/framework/telemetry"

type Attributes = Record<string, string | number | boolean>

const tracer = new Tracer("medusa-plugin-cancellation")

/** What a span learns while its work is done. */
export interface Traced {
  set: (attributes: Attributes) => void
}

/**
 * Sending begins wherever somebody happened to wake the dispatcher up: it has
 * traces of its own, and doesn't go on in theirs.
 */
export const ROOT: SpanOptions = { root: true }

/**
 * A span of Medusa's own tracer around some work; nothing where no tracing is
 * registered. Attributes are ids and names: no amounts, no details, no messages
 * of a provider.
 */
export const traced = <Result>(
  name: string,
  attributes: Attributes,
  work: (span: Traced) => Promise<Result>,
  options: SpanOptions = {}
): Promise<Result> =>
  tracer.getOTTracer().startActiveSpan(name, options, async (span) => {
    span.setAttributes(attributes)
    try {
      return await work({
        set: (more) => {
          span.setAttributes(more)
        },
      })
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  })
