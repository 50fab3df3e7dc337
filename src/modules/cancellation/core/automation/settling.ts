/**
 * How long Medusa may take back what it has written. It stamps a cancelled
 * order, or a confirmed edit, before its workflow is over. The store's own
 * hooks run after that (12 s is nothing unusual for a hook that asks an ERP),
 * and when one throws, the stamp is removed. Only the event comes after the
 * end.
 */
export const SETTLING_MS = 120_000

/**
 * Whether something written at this time is a fact although no event says so.
 *
 * @param at - by the clock of the process that wrote it; no such clock may be
 * minutes behind the database's
 * @param now - by the pipeline's clock
 */
export const isSettled = (at: Date | string, now: Date): boolean =>
  now.getTime() - new Date(at).getTime() >= SETTLING_MS
