import { type Proof } from ".."

/** A proof for tests that are about something else. */
export const PROOF: Proof = {
  by: "answer",
  statement: "The provider says that it did it",
}

/** The same proof by a record, as an effect has it. */
export const RECORDED: Proof = {
  by: "record",
  statement: "The provider's record shows it",
}
