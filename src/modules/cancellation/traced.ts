import {
  type SpanOptions,
  SpanStatusCode,
} from "@medusajs/framework/opentelemetry/api"
import { Tracer } from "@medusajs/framework/telemetry"

type Attributes = Record<string, string | number | boolean>

const tracer = new Tracer("medusa-plugin-cancellation")

/** Takes attributes that become known while the work of a span is done. */
export interface Traced {
  set: (attributes: Attributes) => void
}

/**
 * Sending begins wherever somebody happened to wake the dispatcher up, so it
 * starts traces of its own and doesn't continue those of its callers.
 */
export const ROOT: SpanOptions = { root: true }

/**
 * Wraps some work in a span of Medusa's own tracer. Without a registered tracer
 * there is no span. Attributes are ids and names: no amounts, no details, no
 * messages of a provider.
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
