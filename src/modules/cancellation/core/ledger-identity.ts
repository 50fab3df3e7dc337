/** Which database the ledger is in, as far as the server tells it. */
export interface LedgerIdentity {
  /** The cluster's, given at its creation. Null: it may not be read here. */
  system_identifier: string | null
  /** Which timeline the cluster is on. Null: it may not be read here. */
  timeline: string | null
  database_name: string
  database_oid: string
}

export type IdentityChange =
  /** Another cluster or another database: either a copy or the original. */
  | "copied"
  /**
   * The same cluster on another timeline: a replica took over, or time was
   * reset.
   */
  | "forked"

const differ = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a !== b

/**
 * How the ledger's place has changed, or null. A part that couldn't be read at
 * first is compared once it can be. The database's own number counts only if
 * the cluster's can't be read: a database that is recreated from its template
 * gets a new one, as happens all the time in test suites.
 */
export const identityChange = (
  before: LedgerIdentity,
  now: LedgerIdentity
): IdentityChange | null => {
  const isClusterKnown =
    before.system_identifier !== null && now.system_identifier !== null
  if (
    differ(before.system_identifier, now.system_identifier) ||
    before.database_name !== now.database_name ||
    (!isClusterKnown && before.database_oid !== now.database_oid)
  ) {
    return "copied"
  }
  return differ(before.timeline, now.timeline) ? "forked" : null
}

const AGAIN =
  "Compare what is pending with the provider, close what was done, and resume the provider where this store is to send."

/** What a person reads on finding the providers paused. */
export const REASONS: Record<IdentityChange, string> = {
  copied: `The ledger is in another database than before: it was copied, restored, or moved to another server, and another store may be sending the same. ${AGAIN}`,
  forked: `A replica of the database took over, or an earlier state of it was restored: what was sent last may be forgotten. ${AGAIN}`,
}
