/**
 * Medusa's own limit is 100 KB; what is asked for here hardly comes near it. It
 * is also the limit of `metadata` and `details`, whatever a route takes.
 */
export const MAX_BODY_KB = 64

/**
 * The item ids of an order with some thousand items: about 130 bytes for each
 * where the provider's ids are UUIDs.
 */
export const MAX_MAPPING_KB = 1_024
