/**
 * Only what looks like the name of a field is repeated: an IBAN or a name may
 * have been typed into its place, and the message is logged.
 */
export const nameOf = (key: string): string =>
  /^[a-z][a-z_]{0,39}$/.test(key) ? key : "…"
