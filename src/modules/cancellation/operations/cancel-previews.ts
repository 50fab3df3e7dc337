import { Logger } from "@medusajs/framework/types"
import { CancellationCall, RequestPreview } from "../../../provider-kit"
import { callFor } from "../core/call"
import { Problem } from "../core/problem"
import { LaneState, ProviderOrderRow } from "../core/provider-order"
import { Standing, besideLive, isDone } from "../core/standing"
import { Step, inSteps } from "../core/turns"
import { throwRefusal } from "../errors"
import { isUnimpeded } from "../ledger/gate"
import { laneState } from "../ledger/lane-state"
import { standingsOf } from "../ledger/standings"
import { inTransaction } from "../ledger/sql"
import { RegisteredProvider } from "../providers/registry"
import {
  CancelPreview,
  PreviewCancelsInput,
  PreviewCancelsResult,
} from "../types"
import { OperationContext } from "./context"
import { Foresight } from "./foresight"
import { lockLanesOf } from "./lanes"
import { whyNotCancel } from "./why-not-cancel"

interface Lane extends Step {
  row: ProviderOrderRow
  state: LaneState
  standing: Standing
}

/** What full cancellations would send and come to. Writes nothing. */
export class CancelPreviews {
  private readonly foresight: Foresight

  constructor(
    private readonly context: OperationContext,
    logger: Logger
  ) {
    this.foresight = new Foresight(context, logger)
  }

  /**
   * Previews the cancel of an order's provider orders, in the order in which
   * they would be sent, or of one that a person asks for. For that one it
   * throws what the cancel itself would throw.
   *
   * @throws NOT_FOUND, NOT_ALLOWED
   */
  async of(input: PreviewCancelsInput): Promise<PreviewCancelsResult> {
    const { lanes, count } = await this.lanesOf(input)
    const now = await this.context.clock.now()
    const previews = await Promise.all(
      lanes.map((lane) => this.preview(lane, input, now))
    )
    return { previews, count }
  }

  /** One page of them, as they are at one moment. */
  private lanesOf(
    input: PreviewCancelsInput
  ): Promise<{ lanes: Lane[]; count: number }> {
    const { order_id, provider_order_id, skip, take } = input
    return inTransaction(this.context.sql, async (trx) => {
      const rows = await lockLanesOf(trx, {
        order_id,
        provider_order_ids: provider_order_id ? [provider_order_id] : null,
      })
      const standings = await standingsOf(
        trx,
        rows.map(({ id }) => id)
      )
      const lanes = inSteps(
        lanesIn(rows, standings),
        // What a person asks of one provider waits for no other.
        provider_order_id ? {} : this.context.registry.after()
      )
      const page = lanes.slice(skip, skip + take)
      const withState = await Promise.all(
        page.map(async (lane) => ({
          ...lane,
          state: await laneState(trx, lane.row.id),
        }))
      )
      return { lanes: withState, count: rows.length }
    })
  }

  private async preview(
    lane: Lane,
    input: PreviewCancelsInput,
    now: Date
  ): Promise<CancelPreview> {
    const { row, state, standing } = lane
    const { live_cancel, owned_references } = standing
    if (live_cancel) {
      const likely = isDone(standing) ? "already_done" : "unknown"
      return shown(lane, { likely, problem: besideLive(live_cancel) })
    }
    const { sql, clock, registry } = this.context
    const provider = registry.find(row.provider_id)
    const call = callFor(row, state, "cancel", input, null)
    const refusal = whyNotCancel(provider, row.provider_id, call, now)
    if (refusal !== null || !provider) {
      throwRefusal(input.provider_order_id ? refusal : null)
      return shown(lane, { likely: "refused", problem: refusal })
    }
    if (!(await isUnimpeded(sql, provider.id))) {
      return shown(lane, {
        likely: "unknown",
        request: this.requestOf(provider, call),
        problem: {
          code: "not_asked",
          message: `"${provider.id}" is paused, or could not be reached lately: it would wait until that is over.`,
        },
      })
    }
    const forecast = await this.foresight.of({
      provider,
      call,
      owned_references,
    })
    const request = forecast.is_sent ? this.requestOf(provider, call) : null
    return shown(lane, {
      likely: forecast.likely,
      request,
      record: forecast.record && {
        ...forecast.record,
        read_at: await clock.now(),
      },
      problem:
        forecast.problem ??
        (forecast.is_sent && !request ? noRequestOf(provider) : null),
    })
  }

  /** Null where the provider's code can't show it. */
  private requestOf(
    { strategy }: RegisteredProvider,
    call: CancellationCall
  ): RequestPreview | null {
    try {
      return this.context.evidence.request(
        strategy,
        strategy.preview(call)
      ) as RequestPreview
    } catch {
      return null
    }
  }
}

const noRequestOf = ({ id }: RegisteredProvider): Problem => ({
  code: "request_not_shown",
  message: `What "${id}" would be sent can't be shown before it is sent.`,
})

const lanesIn = (rows: ProviderOrderRow[], standings: Standing[]) =>
  rows.flatMap((row) => {
    const standing = standings.find(({ id }) => id === row.id)
    const { provider_id } = row
    return standing
      ? [{ row, standing, provider_id, is_done: isDone(standing) }]
      : []
  })

const shown = (
  { row, step, waits_for }: Lane,
  {
    problem,
    ...fields
  }: Pick<CancelPreview, "likely"> &
    Partial<Pick<CancelPreview, "request" | "record">> & {
      problem: Problem | null
    }
): CancelPreview => ({
  provider_order_id: row.id,
  provider_id: row.provider_id,
  external_id: row.external_id,
  step,
  waits_for,
  request: null,
  record: null,
  ...fields,
  problem: problem?.message ?? null,
  problem_code: problem?.code ?? null,
})
