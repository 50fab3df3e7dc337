import { type Proof } from ".."

/** A proof where a test is about something else. */
export const PROOF: Proof = {
  by: "answer",
  statement: "The provider says that it did it",
}

/** The same of a record, as an effect has it. */
export const RECORDED: Proof = {
  by: "record",
  statement: "The provider's record shows it",
}
