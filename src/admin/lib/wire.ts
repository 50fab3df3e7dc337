/**
 * What the plugin's routes take and answer: the types that the package exports,
 * under the admin's names for them. Values come from files that import nothing,
 * because the rest of the server must not get into a browser.
 */
import { CANCELLATION_STATUSES } from "../../modules/cancellation/core/status"
import type {
  AdminCancellation,
  AdminCancellationOutcomesResponse,
  AdminCreateVoid,
  AdminResolveCancellation,
} from "../../types"

export type {
  AdminCancelPreview as CancelPreview,
  AdminCancelPreviewResponse as CancelPreviews,
  AdminCancellation as Cancellation,
  AdminCancellationAttempt as Attempt,
  AdminCancellationError as LastError,
  AdminCancellationHistoryEntry as HistoryEntry,
  AdminCancellationItem as CancellationItem,
  AdminCancellationProvider as CancellationProvider,
  AdminCancellationProviderCheckResponse as CheckAnswer,
  AdminCancellationProviderListResponse as ProviderList,
  AdminCancellationStatus as CancellationStatus,
  AdminCreateVoid as VoidBody,
  AdminRetryCancellation as RetryBody,
  AdminRetryCancellationsResponse as BulkResult,
  AdminProviderOrder as ProviderOrder,
  AdminProviderOrderItem as ItemMapping,
  AdminCancellationProof as Proof,
  AdminVoidFigures as VoidFigures,
  AdminVoidPreview as VoidPreview,
} from "../../types"

export type Outcome = AdminCancellationOutcomesResponse["outcomes"][number]
export type Unit = AdminCancellation["unit"]
export type ResolveBody = AdminResolveCancellation
export type Resolution = ResolveBody["resolution"]
export type VoidItemInput = NonNullable<AdminCreateVoid["items"]>[number]

export const STATUSES = CANCELLATION_STATUSES

export {
  CANCELLATION_KINDS as KINDS,
  CANCELLATION_SOURCES as SOURCES,
  RESOLUTIONS,
  TROUBLES,
  type Trouble,
} from "../../modules/cancellation/core/vocabulary"
