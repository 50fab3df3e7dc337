/** The ends of the table in docs/compatibility.md, and written with it. */
export const TESTED_MEDUSA = { lowest: "2.18.0", newest: "2.21.2" }
