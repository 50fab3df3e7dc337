/** Which database the ledger is in, as far as the server tells it. */
export interface LedgerIdentity {
  /** Of the cluster, made when it was. Null: may not be read here. */
  system_identifier: string | null
  /** Which life of the cluster it is. Null: may not be read here. */
  timeline: string | null
  database_name: string
  database_oid: string
}

export type IdentityChange =
  /** Another cluster, or another database: a copy, or what it was copied from. */
  | "copied"
  /** The same cluster, in another life: a replica took over, or time was reset. */
  | "forked"

const differ = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a !== b

/**
 * Whether the ledger is where it was, or null. What could not be read once is
 * compared once it can be; a database's own number counts only where the
 * cluster's can't be read, because a database that is made anew from its template
 * gets another one, as test suites do it all the time.
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

/** What a person reads who finds the providers paused. */
export const REASONS: Record<IdentityChange, string> = {
  copied: `The ledger is in another database than before: it was copied, restored, or moved to another server, and another store may be sending the same. ${AGAIN}`,
  forked: `A replica of the database took over, or an earlier state of it was restored: what was sent last may be forgotten. ${AGAIN}`,
}
