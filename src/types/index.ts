/**
 * What the admin routes take and answer with, for `sdk.client.fetch`.
 *
 * Written by `npm run docs:openapi`; what is changed by hand is lost. A
 * dashboard or a script needs nothing else for them.
 */
export * from "./events"

/** What the full cancellation of one provider order would be. Nothing is sent. */
export interface AdminCancelPreview {
  /** Begins with `cnpo_`. */
  provider_order_id: string
  /** The provider's id in the configuration. */
  provider_id: string
  /** The provider's id of the order. */
  external_id: string
  /** When its turn comes. Those of step 1 go at once, and a later one once those that it waits for are done. */
  step: number
  /** The ids of the providers that come first; null where it waits for none. */
  waits_for: string[] | null
  /** What would be sent, without keys and personal data. Null where nothing would be, or where it can't be shown before. */
  request: {
    method: string
    url: string
    body: unknown
  } | null
  /** The provider's own record. Null where it can't be read, wasn't read in time, or wasn't asked for. */
  record: {
    /** What the record shows of the order. `shipped`, `captured` and `blocked`: it is open, and the provider most likely refuses to cancel it. `not_confirmed`, `unclear`: it is open, and what the provider would do can't be said yet. */
    state:
      | "open"
      | "cancelling"
      | "cancelled"
      | "missing"
      | "shipped"
      | "captured"
      | "blocked"
      | "not_confirmed"
      | "unclear"
    /** The provider's own word for it. */
    status: string | null
    /** What follows from it, in words. */
    message: string | null
    /** When it was read. */
    read_at: string
  } | null
  /** What most likely comes of it. */
  likely: "succeeds" | "already_done" | "refused" | "unknown"
  /** What keeps it from being sent, or from being foreseen. */
  problem: string | null
  /** The same as a code, for programs: `cancelled_before`, `under_way`, `needs_review`, `cancelling_there`, `nothing_left`, `not_asked`, `request_not_shown`, one of the order's own, the code of the refusal that the cancel would meet, or the code of the error that came of looking. */
  problem_code: string | null
}

export interface AdminCancelPreviewResponse {
  /** Where one provider order was asked for: its preview. */
  preview?: AdminCancelPreview
  /** In the order in which they would be sent. */
  previews: AdminCancelPreview[]
  /** Where all were asked for: why cancelling the order in Medusa would cancel nothing. */
  problem: string | null
  /** The same as a code, for programs: `order_canceled`, `order_completed`, `order_fulfilled` or `automation_off`. */
  problem_code: string | null
  /** How many there are, on all pages. */
  count: number
  /** How many a page has at most. */
  limit: number
  /** How many were passed over. */
  offset: number
}

/** One instruction to one provider about one order. */
export interface AdminCancellation {
  /** Begins with `cncl_`. */
  id: string
  /** Medusa order id. */
  order_id: string
  /** Medusa's number of the order, for people. */
  order_display_id: number | null
  /** The number that the store itself gave the order; what staff sees, if not null. */
  order_custom_display_id: string | null
  /** Begins with `cnpo_`. */
  provider_order_id: string
  /** The provider's id in the configuration. */
  provider_id: string
  /** The provider's id of the order. */
  external_id: string
  /** Where people find the order at the provider; null unless the provider's `orderUrl` says. */
  order_url: string | null
  /** `cancel` is all of the provider order, `void` a part of it. */
  kind: "cancel" | "void"
  /** What amounts are measured in: major currency units, a whole number (`count`), whole climes, units of line items, or nothing where only the whole order can be cancelled. */
  unit: "currency" | "climes" | "count" | "item" | "none"
  /** In the unit; null for a `cancel` and for items. */
  amount: number | null
  /** Lower case, ISO 4217; null where the unit is no currency. */
  currency_code: string | null
  /** Null where the unit is not `item`, and for a `cancel`. */
  items: AdminCancellationItem[] | null
  /** Why; told to a provider that takes a reason. */
  reason: string | null
  /** For colleagues. */
  note: string | null
  /** What caused it. */
  source:
    | "order_canceled"
    | "order_edited"
    | "payment_refunded"
    | "admin"
    | "workflow"
  /** Of the order, the order change or the refund. */
  source_id: string | null
  /** By which path it got here. */
  captured_by: "event" | "reconciliation" | "request" | "registration"
  /** The header `Idempotency-Key` of its request. */
  idempotency_key: string | null
  status: AdminCancellationStatus
  /** Attempts so far, reads included. */
  attempt_count: number
  /** When it is due next. */
  next_attempt_at: string | null
  /** The ids of the providers whose cancellations of the same cause have to succeed first; null where it waits for none. */
  waits_for: string[] | null
  proof: AdminCancellationProof | null
  last_error: AdminCancellationError | null
  /** The provider's id of what it did. */
  provider_reference: string | null
  /** Medusa user id, where a person asked for it. */
  created_by: string | null
  /** Medusa user id, where a person resolved it. */
  resolved_by: string | null
  /** What people did by hand, the oldest first. */
  history: AdminCancellationHistoryEntry[] | null
  /** When its status became final. */
  settled_at: string | null
  /** When it was captured. */
  created_at: string
  /** When it was last written. */
  updated_at: string
  /** Only when one cancellation is read by its id. */
  attempts?: AdminCancellationAttempt[]
}

/** One call, or one read, made for a cancellation. */
export interface AdminCancellationAttempt {
  /** Begins with `cnat_`. */
  id: string
  /** Counted from 1. */
  number: number
  /** `send` tells the provider, `read_back` finds out whether an earlier call took effect, `poll` whether it has settled. */
  purpose: "send" | "read_back" | "poll"
  /** What it taught; null while it runs. */
  outcome:
    | "succeeded"
    | "already_done"
    | "accepted"
    | "rejected"
    | "retry"
    | "unknown"
    | null
  http_status: number | null
  /** Without keys and personal data, cut to 4 KB. */
  request: {
    method: string
    url: string
    body: unknown
  } | null
  /** Without keys and personal data, cut to 4 KB. */
  response: {
    body: unknown
    /** What was asked after it, to be sure. */
    follow_up?: {
      request: {
        method: string
        url: string
        body: unknown
      }
      http_status: number | null
      body: unknown
    }[]
  } | null
  error: AdminCancellationError | null
  /** Null: nothing was sent. */
  send_started_at: string | null
  /** When it was claimed. */
  started_at: string
  /** Null while it runs. */
  finished_at: string | null
  /** Milliseconds. */
  duration_ms: number | null
}

/** What went wrong last. */
export interface AdminCancellationError {
  /** Stable, for programs. */
  code: string
  /** What went wrong and what to do next, for people. */
  message: string
  /** The provider's own code, where it gave one. */
  provider_code: string | null
  /** The provider's own words. */
  provider_message: string | null
  /** What led to it, where `code` is one of those of `needs_review`. */
  cause?: string | null
}

/** One thing a person did by hand. */
export interface AdminCancellationHistoryEntry {
  /** When. */
  at: string
  /** Medusa user id, or the id of an API key. */
  by: string | null
  action: "retry" | "resolve" | "reopen"
  resolution?: "succeeded" | "dismissed"
  /** It was confirmed that nothing was applied until the attempt of this number. */
  not_applied_through?: number
  /** What was said about it. */
  note: string | null
}

export interface AdminCancellationItem {
  /** Medusa line item id. */
  id: string
  /** How many units. */
  quantity: number
  /** The provider's ids of the units, one a unit. */
  external_item_ids: (string | number)[]
  /** Why these. */
  reason: string | null
}

export interface AdminCancellationListResponse {
  cancellations: AdminCancellation[]
  /** How many there are, on all pages. */
  count: number
  /** How many a page has at most. */
  limit: number
  /** How many were passed over. */
  offset: number
}

export interface AdminCancellationOutcomesResponse {
  /** How many of those that were captured on a day have a status now. The oldest day first; what is not there is 0. */
  outcomes: {
    /** Of the day, in UTC. */
    date: string
    /** The provider's id in the configuration. */
    provider_id: string
    status:
      | "pending"
      | "in_progress"
      | "accepted"
      | "succeeded"
      | "rejected"
      | "needs_review"
      | "superseded"
      | "dismissed"
    /** How many. */
    count: number
  }[]
}

/** Why it counts as done; null while it doesn't. */
export interface AdminCancellationProof {
  /** Whose word it is: the provider's `answer` to a call, its own `record`, or a `person`. */
  by: "answer" | "record" | "person"
  /** What it said, for people. */
  statement: string
  /** When it was said, or happened by the provider's own clock where it says so. */
  at: string
}

/** A provider, and how it is doing. */
export interface AdminCancellationProvider {
  /** Its id in the configuration. */
  id: string
  /** Of its kind; null if it is no longer configured. */
  identifier: string | null
  /** What it measures in; null if it is no longer configured. */
  unit: "currency" | "climes" | "count" | "item" | "none" | null
  /** False: whole orders only. */
  supports_void: boolean
  /** False: it is only known from the ledger. */
  is_configured: boolean
  /** True: nothing is sent to it. */
  is_paused: boolean
  pause: {
    /** `auth`: the provider refused every call, see `code`. `identity`: the ledger is in another database than it was. */
    by: "operator" | "auth" | "identity"
    /** Why. */
    reason: string | null
    /** What it answered, of a pause by `auth`. `unauthorized`: it does not accept the credentials. `forbidden`: they have too few rights. `gone`: nobody is at its address any more. Null otherwise, and where it is not known. */
    code: "unauthorized" | "forbidden" | "gone" | null
    /** Since when. */
    since: string
  } | null
  /** `open`: it failed too often, or asked for a pause, and is left alone. */
  circuit: {
    state: "closed" | "open" | "half_open"
    /** When the next call is tried. */
    until: string | null
  }
  /** Open cancellations, by status. */
  counts: {
    /** Cancellations that wait. */
    pending: number
    /** In flight. */
    in_progress: number
    /** Taken by the provider, not settled. */
    accepted: number
    /** Waiting for a person. */
    needs_review: number
    /** Refused, and not closed. */
    rejected: number
  }
  /** Those whose last call failed, and which are tried again; while its circuit is not closed, also those that wait for their first call. 0 while it is paused. */
  failing: number
  /** When the oldest that is `pending` or `in_progress` was captured. */
  waiting_since: string | null
  /** When a call last succeeded. */
  last_success_at: string | null
  /** When a call last failed. */
  last_failure_at: string | null
}

/** Whether a provider accepts the credentials. */
export type AdminCancellationProviderCheck =
  | {
      /** True: it accepted the credentials. */
      ok: boolean
      /** What was found, and what to do next. */
      message: string
    }
  | {
      /** This provider has nothing that could be asked. */
      supported: false
    }

export interface AdminCancellationProviderCheckResponse {
  check: AdminCancellationProviderCheck
}

export interface AdminCancellationProviderListResponse {
  cancellation_providers: AdminCancellationProvider[]
  /** What the store's processes run with, where it isn't the same for all of them, as in a rolling deployment. The most common first. */
  disagreement: AdminRunningConfiguration[] | null
}

export interface AdminCancellationProviderResponse {
  cancellation_provider: AdminCancellationProvider
}

export interface AdminCancellationResponse {
  cancellation: AdminCancellation
}

/** `pending` waits for its next attempt, `in_progress` is held by a worker, `accepted` was taken by the provider, which settles it later, `needs_review` waits for a person. The others are final, though a `rejected` one can be retried. */
export type AdminCancellationStatus =
  | "pending"
  | "in_progress"
  | "accepted"
  | "succeeded"
  | "rejected"
  | "needs_review"
  | "superseded"
  | "dismissed"

export type AdminCheckCancellationProvider = Record<string, never>

export interface AdminCreateCancellation {
  /** One of the order's provider orders. */
  provider_order_id: string
  /** Why. A provider that takes a reason is told it. */
  reason?: string | null
  /** For colleagues. Of the providers, only a webhook is told it. */
  note?: string | null
  /** What only one provider needs, checked by that provider. IBANs and names in it are kept until the cancellation ends, and shown nowhere. */
  details?: Record<string, unknown> | null
}

export interface AdminCreateProviderOrder {
  /** The provider's id in the configuration. */
  provider_id: string
  /** The provider's id of the order. */
  external_id: string | number
  /** How much it is, in the provider's unit: major currency units, or a whole number, such as of climes. Looked up if left out. */
  amount?: number | null
  /** Which of the provider's items are which of the order's, where it counts items. */
  items?:
    | {
        /** Medusa line item id. */
        line_item_id: string
        /** One id of the provider's a unit. */
        external_item_ids: (string | number)[]
      }[]
    | null
  /** Whatever you like; kept, never sent. */
  metadata?: Record<string, unknown> | null
}

export interface AdminCreateVoid {
  /** One of the order's provider orders. */
  provider_order_id: string
  /** How much, in the provider's unit: major currency units, or a whole number, such as of climes. Not for items. */
  amount?: number | null
  /** Which line items and how many of each, where the provider counts items. */
  items?:
    | (
        | {
            /** Medusa line item id. */
            line_item_id: string
            /** The same id, where it is given. */
            id?: string
            /** How many units of it. */
            quantity: number
            /** Why these, where it is another reason than the void's. */
            reason?: string | null
          }
        | {
            /** Medusa line item id, as `line_item_id`. */
            id: string
            /** How many units of it. */
            quantity: number
            /** Why these, where it is another reason than the void's. */
            reason?: string | null
          }
      )[]
    | null
  /** Why. A provider that takes a reason is told it. */
  reason?: string | null
  /** For colleagues. Of the providers, only a webhook is told it. */
  note?: string | null
  /** What only one provider needs, checked by that provider. IBANs and names in it are kept until the cancellation ends, and shown nowhere. */
  details?: Record<string, unknown> | null
}

/** An error of Medusa's own, before the plugin is asked. */
export interface AdminError {
  /** For people: what to do next. */
  message: string
  /** Medusa's type of error. */
  type?: string
  /** Medusa's code, where it has one. */
  code?: string
}

export interface AdminPauseCancellationProvider {
  /** Why, for colleagues. */
  reason?: string | null
}

export interface AdminPreviewCancellations {
  /** One of the order's provider orders, as if it were cancelled by hand. Left out: all of them, as if the order were cancelled in Medusa. */
  provider_order_id?: string | null
  /** Why. A provider that takes a reason is told it. */
  reason?: string | null
  /** For colleagues. Of the providers, only a webhook is told it. */
  note?: string | null
  /** What only one provider needs, checked by that provider. IBANs and names in it are kept until the cancellation ends, and shown nowhere. */
  details?: Record<string, unknown> | null
}

/** The counterpart of a Medusa order at one provider. */
export interface AdminProviderOrder {
  /** Begins with `cnpo_`. */
  id: string
  /** Medusa order id. */
  order_id: string
  /** Medusa's number of the order, for people. */
  order_display_id: number | null
  /** The number that the store itself gave the order; what staff sees, if not null. */
  order_custom_display_id: string | null
  /** The provider's id in the configuration. */
  provider_id: string
  /** The provider's id of the order. */
  external_id: string
  /** Where people find the order at the provider; null unless the provider's `orderUrl` says. */
  order_url: string | null
  /** What amounts are measured in: major currency units, a whole number (`count`), whole climes, units of line items, or nothing where only the whole order can be cancelled. */
  unit: "currency" | "climes" | "count" | "item" | "none"
  /** Lower case, ISO 4217; null where the unit is no currency. */
  currency_code: string | null
  /** In the unit; null where it is not known. */
  total: number | null
  /** Where the total is from. */
  total_source:
    "explicit" | "metadata" | "provider" | "payment" | "order" | null
  /** Null where the unit is not `item`, or they are not known. */
  items: AdminProviderOrderItem[] | null
  /** How it was found. */
  origin: "explicit" | "metadata" | "option"
  /** As it was registered. */
  metadata: Record<string, unknown> | null
  /** How the provider's record differs from the ledger. */
  drift: Record<string, unknown> | null
  /** When it was recorded. */
  created_at: string
  /** When it was last written. */
  updated_at: string
}

export interface AdminProviderOrderDeleteResponse {
  /** Of the provider order. */
  id: string
  object: "provider_order"
  deleted: true
}

/** Which of the provider's items a line item is. */
export interface AdminProviderOrderItem {
  /** Medusa line item id. */
  line_item_id: string
  /** The provider's ids of the units, one a unit. */
  external_item_ids: (string | number)[]
}

export interface AdminProviderOrderListResponse {
  provider_orders: AdminProviderOrder[]
  /** How many there are, on all pages. */
  count: number
  /** How many a page has at most. */
  limit: number
  /** How many were passed over. */
  offset: number
}

export interface AdminProviderOrderResponse {
  provider_order: AdminProviderOrder
}

/** What the plugin refuses, in Medusa's shape. */
export interface AdminRefusal {
  /** Medusa's type of error. */
  type: string
  code: AdminRefusalCode
  /** For people: why, and what to do next. */
  message: string
}

/** Why, for programs. A code keeps its meaning; new ones may be added. A hook of the store's may give a code of its own. */
export type AdminRefusalCode =
  | "invalid_request"
  | "not_configured"
  | "void_unsupported"
  | "unit_mismatch"
  | "amount_required"
  | "items_required"
  | "invalid_amount"
  | "invalid_items"
  | "unknown_item"
  | "total_unknown"
  | "exceeds_remaining"
  | "below_voided"
  | "already_canceled"
  | "wrong_status"
  | "note_required"
  | "confirmation_required"
  | "details_required"
  | "waits_for_others"
  | "items_taken"
  | "has_cancellations"
  | "refused_by_provider"
  | "provider_mistake"
  | "refused_by_store"
  | "order_not_found"
  | "provider_order_not_found"
  | "cancellation_not_found"
  | "provider_not_found"
  | "already_registered"
  | "body_too_large"
  | "idempotency_key_reused"

export interface AdminReopenCancellation {
  /** Why it is opened again. */
  note: string
}

export interface AdminResolveCancellation {
  /** `succeeded`: it is done at the provider. `dismissed`: it is not wanted any more. */
  resolution: "succeeded" | "dismissed"
  /** How you know, or why it is closed. */
  note: string
  /** You looked: the provider has not done it. Needed for `dismissed` where it may have. */
  confirm_not_applied?: true | null
}

export type AdminResumeCancellationProvider = Record<string, never>

export interface AdminRetryCancellation {
  /** For colleagues. It stays here. */
  note?: string | null
  /** In place of those that it was captured with. Needed where they were forgotten since, as they are when it was rejected; `{}` sends it without any. */
  details?: Record<string, unknown> | null
  /** You looked: the provider has not done it. Needed, with a note, after an unknown outcome that can't be read back. */
  confirm_not_applied?: true | null
  /** Sends one that waits for another provider although it is not done there. Needed, with a note, where `waits_for` is not null. */
  without_waiting?: true | null
}

export interface AdminRetryCancellations {
  /** Which. Either these, or filters. */
  ids?: string[] | null
  /** One status, or several. */
  status?:
    | "pending"
    | "in_progress"
    | "accepted"
    | "succeeded"
    | "rejected"
    | "needs_review"
    | "superseded"
    | "dismissed"
    | (
        | "pending"
        | "in_progress"
        | "accepted"
        | "succeeded"
        | "rejected"
        | "needs_review"
        | "superseded"
        | "dismissed"
      )[]
  /** One provider, or several. */
  provider_id?: string | string[]
  /** `cancel` is all of a provider order, `void` a part. */
  kind?: "cancel" | "void" | ("cancel" | "void")[]
  /** What caused it. */
  source?:
    | "order_canceled"
    | "order_edited"
    | "payment_refunded"
    | "admin"
    | "workflow"
    | (
        | "order_canceled"
        | "order_edited"
        | "payment_refunded"
        | "admin"
        | "workflow"
      )[]
  /** By which path it was captured. */
  captured_by?:
    | "event"
    | "reconciliation"
    | "request"
    | "registration"
    | ("event" | "reconciliation" | "request" | "registration")[]
  /** A time, or bounds of it. ISO 8601; a day will do. */
  created_at?:
    | string
    | {
        $gt?: string
        $gte?: string
        $lt?: string
        $lte?: string
        $eq?: string
        $ne?: string
      }
  /** A part of the provider's id of the order or of the number that the store itself gave the order, or Medusa's number of the order; numbers with or without `#`. A whole e-mail address finds what belongs to the newest 200 orders placed with it. */
  q?: string
  /** One order, or several. */
  order_id?: string | string[]
  /** What keeps it from having happened at the provider; several find any of them. `failing`: its last call failed and is tried again, or it was not sent yet because the provider failed, or asked for a pause. `paused`: it waits at a provider that is paused. */
  trouble?:
    | "needs_review"
    | "rejected"
    | "failing"
    | "paused"
    | ("needs_review" | "rejected" | "failing" | "paused")[]
}

export interface AdminRetryCancellationsResponse {
  /** The ids of those that wait again. */
  retried: string[]
  /** Those that were left as they are. */
  skipped: {
    id: string
    /** Why it was skipped. */
    reason: string
  }[]
}

/** What some processes of the store run with. */
export interface AdminRunningConfiguration {
  /** The ids of its providers. */
  providers: string[]
  /** What captures by itself. */
  sources: ("order_canceled" | "order_edited" | "payment_refunded")[]
  /** How many processes have it. */
  processes: number
}

export interface AdminUpdateProviderOrder {
  /** How much it is, in the provider's unit: major currency units, or a whole number, such as of climes. Looked up if left out. Null takes it away. */
  amount?: number | null
  /** All of the items anew. Null takes them away. */
  items?:
    | {
        /** Medusa line item id. */
        line_item_id: string
        /** One id of the provider's a unit. */
        external_item_ids: (string | number)[]
      }[]
    | null
  /** All of the metadata anew. Null takes it away. */
  metadata?: Record<string, unknown> | null
}

/** How much of a provider order is voided and can be. In its unit; for items, in units. */
export interface AdminVoidFigures {
  /** Begins with `cnpo_`. */
  provider_order_id: string
  /** The provider's id in the configuration. */
  provider_id: string
  /** What amounts are measured in: major currency units, a whole number (`count`), whole climes, units of line items, or nothing where only the whole order can be cancelled. */
  unit: "currency" | "climes" | "count" | "item" | "none"
  /** Lower case, ISO 4217; null where the unit is no currency. */
  currency_code: string | null
  /** Null where it is not known. */
  total: number | null
  /** What voids took, or a whole cancel, which takes all that there is. */
  voided: number
  /** What may still succeed, or may have. */
  reserved: number
  /** `total - voided - reserved`, and never less than 0. */
  remaining: number | null
  /** Whose figures these are. */
  source: "provider" | "ledger"
  /** The ledger's own figures. */
  ledger: {
    /** What voids took that succeeded, or a whole cancel that did. */
    voided: number
    /** What may still succeed, or may have. */
    reserved: number
  }
  /** What the provider says; null where it can't be asked. */
  provider: {
    /** All, where it shows the order as cancelled. Null where it doesn't say. */
    voided: number | null
    /** Null where it doesn't say. */
    remaining: number | null
    /** When it was asked. */
    read_at: string
  } | null
  /** True: the provider's record and the ledger differ: in what was voided, in what is left, or in whether the order is cancelled. */
  drift: boolean
  /** Why the provider could not be asked. */
  provider_error: AdminCancellationError | null
  /** The voids in the provider's own record. */
  results: {
    /** The provider's id of the void. */
    id: string
    /** In the unit. */
    amount: number
    /** When, where the provider says so. */
    created_at: string | null
  }[]
  /** Only where the unit is `item`. */
  items?: AdminVoidItemFigures[]
}

export interface AdminVoidItemFigures {
  /** Medusa line item id. */
  id: string
  /** Units that the provider knows. */
  quantity: number
  /** Units voided. */
  voided: number
  /** Units left. */
  remaining: number
}

export interface AdminVoidListResponse {
  voids: AdminVoidFigures[]
  /** How many there are, on all pages. */
  count: number
  /** How many a page has at most. */
  limit: number
  /** How many were passed over. */
  offset: number
}

/** What a void would be. Nothing is sent. */
export interface AdminVoidPreview {
  /** What would be sent, without keys and personal data. */
  request: {
    method: string
    url: string
    body: unknown
  }
  /** In the unit; null where it is not known. */
  remaining_after: number | null
}

export interface AdminVoidPreviewResponse {
  preview: AdminVoidPreview
}

export interface AdminProviderOrderListParams {
  /** How many at most. */
  limit?: number
  /** How many to pass over. */
  offset?: number
  /** The field to put them in order by; with `-` in front, the last first. */
  order?: string
  /** Which fields to answer with, by name and with commas between; all of them if left out. */
  fields?: string
}

export interface AdminVoidListParams {
  /** How many at most. */
  limit?: number
  /** How many to pass over. */
  offset?: number
  /** Figures follow their provider orders. */
  order?: "created_at" | "-created_at"
  /** Which fields to answer with, by name and with commas between; all of them if left out. */
  fields?: string
}

export interface AdminOrderCancellationListParams {
  /** How many at most. */
  limit?: number
  /** How many to pass over. */
  offset?: number
  /** The field to put them in order by; with `-` in front, the last first. */
  order?: string
  /** Which fields to answer with, by name and with commas between; all of them if left out. */
  fields?: string
  /** One status, or several. */
  status?:
    | "pending"
    | "in_progress"
    | "accepted"
    | "succeeded"
    | "rejected"
    | "needs_review"
    | "superseded"
    | "dismissed"
    | (
        | "pending"
        | "in_progress"
        | "accepted"
        | "succeeded"
        | "rejected"
        | "needs_review"
        | "superseded"
        | "dismissed"
      )[]
  /** One provider, or several. */
  provider_id?: string | string[]
  /** `cancel` is all of a provider order, `void` a part. */
  kind?: "cancel" | "void" | ("cancel" | "void")[]
  /** What caused it. */
  source?:
    | "order_canceled"
    | "order_edited"
    | "payment_refunded"
    | "admin"
    | "workflow"
    | (
        | "order_canceled"
        | "order_edited"
        | "payment_refunded"
        | "admin"
        | "workflow"
      )[]
  /** By which path it was captured. */
  captured_by?:
    | "event"
    | "reconciliation"
    | "request"
    | "registration"
    | ("event" | "reconciliation" | "request" | "registration")[]
  /** A time, or bounds of it. ISO 8601; a day will do. */
  created_at?:
    | string
    | {
        $gt?: string
        $gte?: string
        $lt?: string
        $lte?: string
        $eq?: string
        $ne?: string
      }
  /** A part of the provider's id of the order or of the number that the store itself gave the order, or Medusa's number of the order; numbers with or without `#`. A whole e-mail address finds what belongs to the newest 200 orders placed with it. */
  q?: string
}

export interface AdminCancelPreviewParams {
  /** How many at most. */
  limit?: number
  /** How many to pass over. */
  offset?: number
}

export interface AdminCancellationListParams {
  /** How many at most. */
  limit?: number
  /** How many to pass over. */
  offset?: number
  /** The field to put them in order by; with `-` in front, the last first. Left out: `-created_at`; with `trouble`, the most urgent first (`needs_review`, `rejected`, `failing`, `paused`), and of each the newest. */
  order?: string
  /** Which fields to answer with, by name and with commas between; all of them if left out. */
  fields?: string
  /** One status, or several. */
  status?:
    | "pending"
    | "in_progress"
    | "accepted"
    | "succeeded"
    | "rejected"
    | "needs_review"
    | "superseded"
    | "dismissed"
    | (
        | "pending"
        | "in_progress"
        | "accepted"
        | "succeeded"
        | "rejected"
        | "needs_review"
        | "superseded"
        | "dismissed"
      )[]
  /** One provider, or several. */
  provider_id?: string | string[]
  /** `cancel` is all of a provider order, `void` a part. */
  kind?: "cancel" | "void" | ("cancel" | "void")[]
  /** What caused it. */
  source?:
    | "order_canceled"
    | "order_edited"
    | "payment_refunded"
    | "admin"
    | "workflow"
    | (
        | "order_canceled"
        | "order_edited"
        | "payment_refunded"
        | "admin"
        | "workflow"
      )[]
  /** By which path it was captured. */
  captured_by?:
    | "event"
    | "reconciliation"
    | "request"
    | "registration"
    | ("event" | "reconciliation" | "request" | "registration")[]
  /** A time, or bounds of it. ISO 8601; a day will do. */
  created_at?:
    | string
    | {
        $gt?: string
        $gte?: string
        $lt?: string
        $lte?: string
        $eq?: string
        $ne?: string
      }
  /** A part of the provider's id of the order or of the number that the store itself gave the order, or Medusa's number of the order; numbers with or without `#`. A whole e-mail address finds what belongs to the newest 200 orders placed with it. */
  q?: string
  /** One order, or several. */
  order_id?: string | string[]
  /** What keeps it from having happened at the provider; several find any of them. `failing`: its last call failed and is tried again, or it was not sent yet because the provider failed, or asked for a pause. `paused`: it waits at a provider that is paused. */
  trouble?:
    | "needs_review"
    | "rejected"
    | "failing"
    | "paused"
    | ("needs_review" | "rejected" | "failing" | "paused")[]
  /** One cancellation, or several. */
  id?: string | string[]
}

export interface AdminCancellationParams {
  /** Which fields to answer with, by name and with commas between; all of them if left out. */
  fields?: string
}

export interface AdminCancellationExportParams {
  /** One status, or several. */
  status?:
    | "pending"
    | "in_progress"
    | "accepted"
    | "succeeded"
    | "rejected"
    | "needs_review"
    | "superseded"
    | "dismissed"
    | (
        | "pending"
        | "in_progress"
        | "accepted"
        | "succeeded"
        | "rejected"
        | "needs_review"
        | "superseded"
        | "dismissed"
      )[]
  /** One provider, or several. */
  provider_id?: string | string[]
  /** `cancel` is all of a provider order, `void` a part. */
  kind?: "cancel" | "void" | ("cancel" | "void")[]
  /** What caused it. */
  source?:
    | "order_canceled"
    | "order_edited"
    | "payment_refunded"
    | "admin"
    | "workflow"
    | (
        | "order_canceled"
        | "order_edited"
        | "payment_refunded"
        | "admin"
        | "workflow"
      )[]
  /** By which path it was captured. */
  captured_by?:
    | "event"
    | "reconciliation"
    | "request"
    | "registration"
    | ("event" | "reconciliation" | "request" | "registration")[]
  /** A time, or bounds of it. ISO 8601; a day will do. */
  created_at?:
    | string
    | {
        $gt?: string
        $gte?: string
        $lt?: string
        $lte?: string
        $eq?: string
        $ne?: string
      }
  /** A part of the provider's id of the order or of the number that the store itself gave the order, or Medusa's number of the order; numbers with or without `#`. A whole e-mail address finds what belongs to the newest 200 orders placed with it. */
  q?: string
  /** One order, or several. */
  order_id?: string | string[]
  /** What keeps it from having happened at the provider; several find any of them. `failing`: its last call failed and is tried again, or it was not sent yet because the provider failed, or asked for a pause. `paused`: it waits at a provider that is paused. */
  trouble?:
    | "needs_review"
    | "rejected"
    | "failing"
    | "paused"
    | ("needs_review" | "rejected" | "failing" | "paused")[]
}
