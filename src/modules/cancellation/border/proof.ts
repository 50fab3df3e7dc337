import { Proof } from "../../../provider-kit"
import { Complain, STATEMENT_LIMIT, fieldsOf, textOf, timeOf } from "./given"

/** A proof that can be used; null where it can't. */
export const givenProof = (given: unknown): Proof | null => {
  const { by, statement, at } = fieldsOf(given)
  const said = textOf(statement, STATEMENT_LIMIT)
  return (by === "answer" || by === "record") && said !== null
    ? { by, statement: said, at: timeOf(at) }
    : null
}

/**
 * What was done stays done, whether or not the strategy can say why: then it is
 * said for it what is known.
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
