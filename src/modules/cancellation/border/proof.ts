import { Proof } from "../../../provider-kit"
import { Complain, STATEMENT_LIMIT, fieldsOf, textOf, timeOf } from "./given"

/** A proof that can be used, or null. */
export const givenProof = (given: unknown): Proof | null => {
  const { by, statement, at } = fieldsOf(given)
  const said = textOf(statement, STATEMENT_LIMIT)
  return (by === "answer" || by === "record") && said !== null
    ? { by, statement: said, at: timeOf(at) }
    : null
}

/**
 * A success stays a success, whether or not the strategy can give a proof of
 * it. If it can't, the fallback says what is known.
 *
 * @param fallback - whose word it is, and what it said
 */
export const proofOf = (
  given: unknown,
  fallback: Proof,
  complain: Complain
): Proof => {
  const proof = givenProof(given)
  if (!proof) {
    complain(
      "a success of its comes without a proof: whose word it is, and what it said"
    )
  }
  return proof ?? fallback
}
