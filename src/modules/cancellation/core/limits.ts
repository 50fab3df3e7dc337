/** The id of something of ours, or of Medusa's. */
export const ID_MAX_LENGTH = 255

/** Why something is cancelled: a provider may be told it. */
export const REASON_MAX_LENGTH = 500

/** What colleagues are told. */
export const NOTE_MAX_LENGTH = 2_000

export const IDEMPOTENCY_KEY_MAX_LENGTH = 255

/** Beyond this a JSON number no longer holds cents exactly. */
export const LARGEST_AMOUNT = 1e13
