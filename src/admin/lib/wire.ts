/**
 * What the plugin's routes answer with, which are documented in docs/: the
 * module's own types, as JSON has them. From the server come types alone, and
 * values from files that import nothing: the rest must not get into a browser.
 */
import { CANCELLATION_STATUSES } from "../../modules/cancellation/core/status"
import type {
  AttemptDTO,
  CancellationDTO,
  CancellationProviderDTO,
  CancellationSource,
  ProviderOrderDTO,
  ResolveInput,
  VoidFigures as VoidFiguresDTO,
  VoidItemInput,
} from "../../modules/cancellation/types"
import type { CancellationKind } from "../../provider-kit"

/** JSON has no times: they are texts. */
type Wire<T> = T extends Date
  ? string
  : T extends object
    ? { [Key in keyof T]: Wire<T[Key]> }
    : T

export type Cancellation = Wire<CancellationDTO>
export type Attempt = Wire<AttemptDTO>
export type ProviderOrder = Wire<ProviderOrderDTO>
export type VoidFigures = Wire<VoidFiguresDTO>
export type CancellationProvider = Wire<CancellationProviderDTO>
export type Resolution = ResolveInput["resolution"]

export type { CancellationStatus } from "../../modules/cancellation/core/status"
export type {
  CancellationItem,
  HistoryEntry,
  LastError,
  VoidItemInput,
  VoidPreview,
} from "../../modules/cancellation/types"
export type { ItemMapping, Unit } from "../../provider-kit"

export const STATUSES = CANCELLATION_STATUSES

/** Those of a type of the server's: it doesn't compile without each of them. */
const allOf = <T extends string>(values: Record<T, true>): T[] =>
  Object.keys(values) as T[]

export const KINDS = allOf<CancellationKind>({ cancel: true, void: true })

export const SOURCES = allOf<CancellationSource>({
  order_canceled: true,
  order_edited: true,
  payment_refunded: true,
  admin: true,
  workflow: true,
})

export interface VoidBody {
  provider_order_id: string
  amount?: number
  items?: VoidItemInput[]
  reason?: string
  note?: string
  details?: Record<string, unknown>
}
