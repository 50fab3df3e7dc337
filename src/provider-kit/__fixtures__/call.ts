import {
  type CancellationCall,
  type PrepareContext,
  type ProviderOrderRef,
  type SendContext,
} from ".."
import { FakeHttp, type Script } from "./exchanges"

export interface CallFields extends Partial<
  Omit<CancellationCall, "provider_order">
> {
  provider_order?: Partial<ProviderOrderRef>
}

/** A full cancellation of an order of 100 EUR, unless told otherwise. */
export const callOf = ({
  provider_order,
  ...fields
}: CallFields = {}): CancellationCall => ({
  cancellation_id: "cncl_1",
  kind: "cancel",
  amount: null,
  items: null,
  remaining: null,
  reserved: "0",
  told_remaining: null,
  may_have_been_sent: false,
  source: "admin",
  caused_at: null,
  captured_at: null,
  remaining_after: null,
  is_confirmed_not_applied: false,
  reason: null,
  note: null,
  details: null,
  ...fields,
  provider_order: {
    id: "po_1",
    order_id: "order_1",
    order_display_id: 1,
    external_id: "A-1",
    unit: "currency",
    currency_code: "eur",
    total: "100",
    total_source: "order",
    items: null,
    metadata: null,
    ...provider_order,
  },
})

/** What a provider's code is handed. Its logger throws when it is used. */
export const contextOf = (
  script: Script = [],
  baseline: unknown = null,
  owned_references: string[] = []
): { http: FakeHttp; context: PrepareContext & SendContext } => {
  const http = new FakeHttp(script)
  const logger = {} as SendContext["logger"]
  return { http, context: { http, logger, baseline, owned_references } }
}
