import { Logger } from "@medusajs/framework/types"
import {
  AbstractCancellationProvider,
  CancellationCall,
  Preparation,
  RecordReading,
  rejected,
  retry,
  unknown,
} from "../../../provider-kit"
import { messageOf } from "../border/given"
import { ReadResult } from "../core/settle"
import { ClaimedRow } from "../core/claimed-row"
import { RegisteredProvider } from "../providers/registry"
import { Lease } from "./lease"
import { OutOfPatience, Patience } from "../providers/patience"
import { readRecord } from "../providers/read-record"
import { TurnAhead } from "../providers/turn-ahead"
import { MARK_FAILED, NO_TIME_LEFT, RunResult, STOPPED } from "./run-result"
import { Line, lineTo, onFreshConnection } from "./line"

export interface RunDependencies {
  provider: RegisteredProvider
  logger: Logger
  /** When the call was claimed, by the pipeline's clock. */
  now: Date
  /**
   * Commits that the call may leave now. False: it must not, because the lease
   * isn't held any more.
   *
   * @throws where nothing could be written down
   */
  markSending: (baseline: unknown) => Promise<boolean>
  patience: Patience
  /** Whether the process ends, and must begin no further call. */
  isStopped: () => boolean
  /** Receives what a call taught after the pipeline stopped waiting for it. */
  onLate: (result: RunResult) => void
}

/** Sends one claimed cancellation, or reads back what happened to it. */
export const runClaimed = (
  row: ClaimedRow,
  call: CancellationCall,
  lease: Lease,
  dependencies: RunDependencies
): Promise<RunResult> => {
  const line = lineTo(dependencies.provider, lease)
  return row.purpose === "send"
    ? runSend(row, call, lease, line, dependencies)
    : runRead(row, call, line, dependencies)
}

const runSend = async (
  row: ClaimedRow,
  call: CancellationCall,
  lease: Lease,
  line: Line,
  dependencies: RunDependencies
): Promise<RunResult> => {
  const preparation = await prepare(row, call, line, dependencies)
  if (preparation.type === "settled") {
    return { type: "prepared", outcome: preparation.outcome }
  }
  // A call that waits in line isn't marked yet. If its process is killed
  // meanwhile, the cancellation is known not to be sent, and nobody has to look
  // for its effect.
  const ahead = await dependencies.provider.turnAhead()
  try {
    return dependencies.isStopped()
      ? STOPPED
      : await sendNow(
          { call, baseline: preparation.baseline, isMarked: row.is_marked },
          lease,
          // A turn that was taken ahead is for the first call of this line.
          ahead ? lineTo(dependencies.provider, lease, ahead) : line,
          ahead,
          dependencies
        )
  } finally {
    ahead?.giveBack()
  }
}

/** The work before the call. Whatever fails here, nothing was sent yet. */
const prepare = async (
  row: ClaimedRow,
  call: CancellationCall,
  { http, isWaiting }: Line,
  { provider, logger, now, patience }: RunDependencies
): Promise<Preparation> => {
  const { strategy } = provider
  try {
    const refusal = strategy.refuse(call, now)
    if (refusal) {
      return {
        type: "settled",
        outcome: rejected({ code: "refused", message: refusal }),
      }
    }
    return await patience.with(
      `preparing ${nameOf(call)} at "${provider.id}"`,
      strategy.prepare(call, {
        http,
        logger,
        owned_references: row.owned_references ?? [],
      }),
      isWaiting
    )
  } catch (error) {
    return {
      type: "settled",
      outcome: retry({
        code: "provider_error",
        message: `Preparing the call failed: ${messageOf(error)}`,
      }),
    }
  }
}

interface Ready {
  call: CancellationCall
  baseline: unknown
  isMarked: boolean
}

/** Marks the call if its claim hasn't, and makes it. */
const sendNow = async (
  { call, baseline, isMarked }: Ready,
  lease: Lease,
  { http, isWaiting }: Line,
  ahead: TurnAhead | null,
  dependencies: RunDependencies
): Promise<RunResult> => {
  const { provider, logger, markSending, patience, onLate } = dependencies
  const { strategy, settings } = provider

  const hasTime = (): boolean => lease.left() > settings.requestTimeoutMs
  if (!hasTime()) {
    return NO_TIME_LEFT
  }
  // The claim marks a call that has no baseline. One that has it all the same
  // is kept with it.
  if (!isMarked || (baseline ?? null) !== null) {
    try {
      if (!(await markSending(baseline))) {
        return { type: "not_marked" }
      }
    } catch {
      return MARK_FAILED
    }
  }
  // Writing the mark may have taken long, or this process may have stood still
  // meanwhile. Only the holder of the lease knows that nothing was sent.
  if (!hasTime()) {
    return NO_TIME_LEFT
  }

  const capabilities = strategy.capabilities[call.kind]
  const isLostIfUnknown =
    !capabilities?.harmless_to_repeat && !capabilities?.readable
  void ahead?.lapse()
  const sending = strategy[call.kind](call, {
    logger,
    http: isLostIfUnknown ? onFreshConnection(http) : http,
    baseline,
  })
  try {
    const outcome = await patience.with(
      `sending ${nameOf(call)} to "${provider.id}"`,
      sending,
      isWaiting
    )
    return { type: "sent", outcome }
  } catch (error) {
    if (error instanceof OutOfPatience) {
      // The call on its way may still be answered. A call that the strategy
      // began from now on would come after the record was searched for its
      // effect.
      lease.end()
      sending.then(
        (outcome) => {
          onLate({ type: "sent", outcome })
        },
        () => undefined
      )
    }
    return {
      type: "sent",
      outcome: unknown({
        code: "provider_error",
        message: `The call broke off: ${messageOf(error)}`,
      }),
    }
  }
}

const nameOf = ({ kind, cancellation_id }: CancellationCall): string =>
  `${kind} ${cancellation_id}`

const runRead = async (
  row: ClaimedRow,
  call: CancellationCall,
  { http, isWaiting }: Line,
  { provider: { strategy }, logger, patience }: RunDependencies
): Promise<RunResult> => {
  const read = await readRecord(
    strategy,
    call.provider_order,
    { http, logger, call },
    patience,
    isWaiting
  )
  return {
    type: "read",
    reading: readingOf(read, row, call, strategy),
    exchanges: read.exchanges ?? [],
  }
}

/** What the provider's record says about this call. */
const readingOf = (
  read: RecordReading,
  row: ClaimedRow,
  call: CancellationCall,
  strategy: AbstractCancellationProvider
): ReadResult => {
  switch (read.type) {
    case "missing":
      return { type: "undecidable", reason: read.error.message }
    case "failed":
      return read
    case "found":
      try {
        return strategy.findEffect(call, read.record, {
          baseline: row.baseline,
          owned_references: row.owned_references ?? [],
        })
      } catch (error) {
        return {
          type: "undecidable",
          reason: `Looking for its effect failed: ${messageOf(error)}`,
        }
      }
  }
}
