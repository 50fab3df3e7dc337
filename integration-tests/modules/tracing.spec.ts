import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from "@medusajs/framework/opentelemetry/sdk-trace-node"
import { unknown } from "../../src/provider-kit"
import { useLedger } from "../support/ledger"
import { error } from "../support/made-up"

const exporter = new InMemorySpanExporter()
const tracing = new NodeTracerProvider({
  spanProcessors: [new SimpleSpanProcessor(exporter)],
})

const ledger = useLedger()

beforeAll(() => {
  tracing.register()
})

afterAll(async () => {
  await tracing.shutdown()
})

const spansOf = (name: string): Record<string, unknown>[] =>
  exporter
    .getFinishedSpans()
    .filter((span) => span.name === name)
    .map(({ attributes }) => attributes)

it("a claim and each call have a span, with ids and nothing that is private", async () => {
  const [pipeline, provider] = ledger.startWith({
    onSend: () => Promise.resolve(unknown(error)),
    cancel: { harmless_to_repeat: true },
  })
  const lane = await pipeline.register("scripted", "ext_1")
  const { captured_ids } = await pipeline.capture.cancels({
    order_id: "order_1",
    provider_order_ids: [lane],
    source: "admin",
    captured_by: "request",
    note: "a private note",
  })

  await pipeline.drain()

  expect(provider.sent).toHaveLength(1)
  expect(spansOf("cancellation.claim")).toContainEqual({
    "cancellation.provider": "scripted",
    "cancellation.slots": expect.any(Number) as number,
    "cancellation.claimed": 1,
  })
  expect(spansOf("cancellation.call")).toEqual([
    {
      "cancellation.id": captured_ids[0],
      "cancellation.provider": "scripted",
      "cancellation.kind": "cancel",
      "cancellation.purpose": "send",
      "cancellation.attempt": 1,
      "cancellation.result": "unknown",
      "order.id": "order_1",
    },
  ])
  expect(
    JSON.stringify(exporter.getFinishedSpans().map((span) => span.attributes))
  ).not.toMatch(/a private note|Made up/)
})
