import {
  type Attributes,
  type Counter,
  type Histogram,
  metrics,
} from "@medusajs/framework/opentelemetry/api"
import { Clock } from "./clock/clock"
import { Load, loadOf } from "./ledger/load"
import { SettledRow } from "./ledger/settle-row"
import { Sql } from "./ledger/sql"

const PREFIX = "cancellation"

/**
 * Figures for OpenTelemetry's meter. Where the store registers none, the meter
 * does nothing, and asks for nothing.
 *
 * Made while the module starts: a meter that is asked for before the store has
 * registered its own stays without effect for good.
 */
export class Metrics {
  private readonly outcomes: Counter
  private readonly timeToSettle: Histogram

  constructor(
    private readonly sql: Sql,
    private readonly clock: Clock
  ) {
    const meter = metrics.getMeter("medusa-plugin-cancellation")
    this.outcomes = meter.createCounter(`${PREFIX}.outcomes`, {
      description: "Attempts that ended, by what became of the cancellation.",
    })
    this.timeToSettle = meter.createHistogram(`${PREFIX}.time_to_settle`, {
      description: "From the capture of a cancellation to its end.",
      unit: "s",
    })
    const due = meter.createObservableGauge(`${PREFIX}.due`, {
      description: "Cancellations in the ledger that could be sent now.",
    })
    const inFlight = meter.createObservableGauge(`${PREFIX}.in_flight`, {
      description: "Cancellations in the ledger that a process is sending.",
    })
    meter.addBatchObservableCallback(
      async (result) => {
        for (const { provider_id, ...load } of await this.load()) {
          const attributes = { "cancellation.provider": provider_id }
          result.observe(due, load.due, attributes)
          result.observe(inFlight, load.in_flight, attributes)
        }
      },
      [due, inFlight]
    )
  }

  settled(rows: SettledRow[]): void {
    for (const { status, provider_id, kind, waited_ms } of rows) {
      const attributes: Attributes = {
        "cancellation.provider": provider_id,
        "cancellation.kind": kind,
        "cancellation.status": status,
      }
      this.outcomes.add(1, attributes)
      if (waited_ms !== null) {
        this.timeToSettle.record(waited_ms / 1_000, attributes)
      }
    }
  }

  private async load(): Promise<Load[]> {
    return loadOf(this.sql, await this.clock.now())
  }
}
