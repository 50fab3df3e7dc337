/** The ends of the table in docs/compatibility.md, and written with it. */
export const TESTED_MEDUSA = { lowest: "2.15.3", newest: "2.21.2" }
