import { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import {
  type Provenance,
  type OrderVersion,
  type Reduction,
  countedEdits,
  isProven,
  loweredAmount,
  loweredItems,
  shareOf,
} from "../../modules/cancellation/core/automation"
import { mirrorsOrders } from "../../modules/cancellation/core/matching"
import { inTurn } from "../../modules/cancellation/core/turns"
import { type CapturedBy } from "../../modules/cancellation/core/vocabulary"
import {
  type CapturedReduction,
  type ProviderOrderDTO,
} from "../../modules/cancellation/types"
import { refuseBrokenIds, refuseMissingIds } from "../utils/given-ids"
import { ledgerOf } from "../utils/ledger"
import { readLineNames } from "../utils/read-line-names"
import { type OrderEdits, readOrderEdit } from "../utils/read-order-edit"
import { readOrderVersion } from "../utils/read-order-version"
import {
  type RecordedReductions,
  reportReductions,
} from "../utils/report-reductions"

export interface RecordOrderEditStepInput {
  order_id: string
  order_change_id?: string
  action_ids?: string[]
  captured_by: Extract<CapturedBy, "event" | "reconciliation">
}

export const recordOrderEditStepId = "cancellation-record-order-edit"

/**
 * This step compares the version of the order that an edit made with the
 * version before it. It captures a void for the difference at each recorded
 * provider order of the order. Sending begins in the background.
 *
 * It is never compensated: a captured void may have been sent, and is evidence.
 */
export const recordOrderEditStep = createStep(
  recordOrderEditStepId,
  async (input: RecordOrderEditStepInput, { container }) => {
    refuseMissingIds(input, "order_id")
    refuseBrokenIds(input, "action_ids")
    const { order_id } = input
    const edits = await readOrderEdit(container, input)
    const order = edits && (await readOrder(container, order_id))
    // A cancelled order gets full cancellations; a draft is not an order yet.
    if (!edits || !order || order.canceled_at || order.is_draft_order) {
      return new StepResponse<RecordedReductions>({ cancellation_ids: [] })
    }
    const reader = new EditReader(container, order, edits, input)
    return new StepResponse<RecordedReductions>(
      await reportReductions(
        container,
        {
          name: `edit ${edits.current.id} of order ${order_id}`,
          captured_by: input.captured_by,
        },
        await reader.captureAll()
      )
    )
  }
)

interface QueriedOrder {
  id: string
  currency_code: string
  canceled_at?: Date | string | null
  is_draft_order: boolean
  cart?: { id: string } | null
}

const readOrder = async (
  container: MedusaContainer,
  id: string
): Promise<QueriedOrder | null> => {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order",
      fields: [
        "id",
        "currency_code",
        "canceled_at",
        "is_draft_order",
        "cart.id",
      ],
      filters: { id },
    })
  const [order] = data as unknown as QueriedOrder[]
  return order ?? null
}

/** One edit, seen from each provider order. */
class EditReader {
  private readonly versions = new Map<number, Promise<OrderVersion>>()
  private readonly ledger

  constructor(
    private readonly container: MedusaContainer,
    private readonly order: QueriedOrder,
    private readonly edits: OrderEdits,
    private readonly input: RecordOrderEditStepInput
  ) {
    this.ledger = ledgerOf(container)
  }

  async captureAll(): Promise<
    { provider_id: string; captured: CapturedReduction }[]
  > {
    const providerOrders = await this.ledger.listProviderOrders(
      { order_id: this.order.id },
      { take: null, order: { created_at: "ASC", id: "ASC" } }
    )
    const isMirror = mirrorsOrders(await this.ledger.matchingSettings())
    const open = await this.ledger.uncancelledOf(
      providerOrders.flatMap((one) =>
        one.unit === "currency" && !isMirror(one) ? [one.id] : []
      )
    )

    const reductions = []
    for (const providerOrder of inTurn(
      providerOrders,
      await this.ledger.after()
    )) {
      reductions.push({
        provider_id: providerOrder.provider_id,
        captured: await this.capture(
          providerOrder,
          open.length > 1 && !isMirror(providerOrder)
        ),
      })
    }
    return reductions
  }

  private async capture(
    providerOrder: ProviderOrderDTO,
    isAmbiguous: boolean
  ): Promise<CapturedReduction> {
    const { current } = this.edits
    const { captured_by } = this.input
    const provenance = await this.provenanceOf(providerOrder)
    if (captured_by === "reconciliation" && !isProven(current, provenance)) {
      return {
        type: "nothing",
        reason: `the provider order was recorded after the edit, which may be taken off its figures already; if it is not, void by hand what the edit took off`,
      }
    }
    const reduction = await this.reductionAt(
      providerOrder,
      provenance,
      isAmbiguous
    )
    return reduction
      ? this.ledger.captureReduction({
          order_id: this.order.id,
          provider_order_id: providerOrder.id,
          reduction,
          lines: await readLineNames(
            this.container,
            reduction.unit === "item" ? reduction.items.map(({ id }) => id) : []
          ),
          source: "order_edited",
          source_id: current.id,
          captured_by,
          occurred_at: current.confirmed_at,
          is_live: captured_by === "event",
        })
      : {
          type: "nothing",
          reason: `"${providerOrder.provider_id}" can't void a part of an order: it is only told when the whole order is cancelled`,
        }
  }

  private async reductionAt(
    { unit }: ProviderOrderDTO,
    provenance: Provenance,
    isAmbiguous: boolean
  ): Promise<Reduction | null> {
    const { current, edits } = this.edits
    switch (unit) {
      case "currency": {
        const { currency_code } = this.order
        const [before, after] = await this.around(current.version)
        return {
          unit,
          amount: loweredAmount(before, after, currency_code),
          currency_code,
          ambiguity: isAmbiguous ? "several" : null,
        }
      }
      case "item": {
        const [before, after] = await this.around(current.version)
        return { unit, items: loweredItems(before, after) }
      }
      case "count":
      case "climes": {
        const counted = countedEdits(current, edits, provenance)
        const first = counted[0] ?? current
        const placed = await this.at(first.version - 1)
        const edited = []
        for (const { version } of counted) {
          edited.push(await this.at(version))
        }
        return { unit, ...shareOf(placed, edited) }
      }
      case "none":
        return null
    }
  }

  private async provenanceOf({
    id,
    origin,
    created_at,
  }: ProviderOrderDTO): Promise<Provenance> {
    const captured = await this.ledger.listCancellations(
      { provider_order_id: id, source: "order_edited" },
      { select: ["id", "source_id"], take: null }
    )
    return {
      has_cart: Boolean(this.order.cart),
      is_explicit: origin === "explicit",
      recorded_at: new Date(created_at),
      captured_ids: captured.flatMap(({ source_id }) => source_id ?? []),
    }
  }

  private async around(
    version: number
  ): Promise<[before: OrderVersion, after: OrderVersion]> {
    return [await this.at(version - 1), await this.at(version)]
  }

  private at(version: number): Promise<OrderVersion> {
    const known =
      this.versions.get(version) ??
      readOrderVersion(this.container, this.order.id, version)
    this.versions.set(version, known)
    return known
  }
}
