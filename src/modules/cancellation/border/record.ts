import {
  Effect,
  OBSTACLE_TYPES,
  Obstacle,
  ObstacleType,
  Proof,
  ProviderRecord,
  RecordReading,
  RecordedItem,
  RecordedVoid,
} from "../../../provider-kit"
import { errorOf, ourError, saidIn } from "./error"
import { exchangesOf, statusOf } from "./exchanges"
import {
  CODE_LIMIT,
  Complain,
  TEXT_LIMIT,
  decimalOf,
  fieldsOf,
  idOf,
  isAbsent,
  textOf,
  timeOf,
  waitOf,
} from "./given"
import { givenProof, proofOf } from "./proof"

/** A mistake in a record. It is thrown and caught in this file only. */
class Unusable extends Error {}

const STATES: readonly unknown[] = ["open", "cancelling", "cancelled"]

const stateOf = (given: unknown, name: string): ProviderRecord["state"] => {
  if (!STATES.includes(given)) {
    throw new Unusable(name)
  }
  return given as ProviderRecord["state"]
}

const amountOf = (given: unknown, name: string): string => {
  const amount = decimalOf(given)
  if (amount === null) {
    throw new Unusable(name)
  }
  return amount
}

const externalIdOf = (given: unknown, name: string): string => {
  const id = idOf(given, name, () => undefined)
  if (id === null) {
    throw new Unusable(name)
  }
  return id
}

const listOf = <T>(
  given: unknown,
  name: string,
  each: (entry: Record<string, unknown>) => T
): T[] | null => {
  if (isAbsent(given)) {
    return null
  }
  if (!Array.isArray(given)) {
    throw new Unusable(name)
  }
  return given.map((entry: unknown) => each(fieldsOf(entry)))
}

const voidOf = (entry: Record<string, unknown>): RecordedVoid => ({
  id: externalIdOf(entry.id, "id of a void"),
  amount: amountOf(entry.amount, "amount of a void"),
  created_at: timeOf(entry.created_at),
})

const itemOf = (entry: Record<string, unknown>): RecordedItem => {
  const id = entry.external_item_id
  return {
    // A number or a text: it is compared with the registered id.
    external_item_id:
      typeof id === "number" && Number.isFinite(id)
        ? id
        : externalIdOf(id, "id of an item"),
    state: stateOf(entry.state, "state of an item"),
  }
}

/**
 * The proof that the order is cancelled, for the strategy's own `findEffect`.
 * An unusable proof shows nothing and gets no fallback: a record, unlike a
 * success, doesn't imply that anything was done.
 */
const shownBy = (given: unknown, complain: Complain): Proof | null => {
  const proof = givenProof(given)
  if (!proof && !isAbsent(given)) {
    complain("the proof in its record can't be used, so it shows nothing")
  }
  return proof
}

/** No outcome rests on it, so an unusable one is left out of the record. */
const obstacleOf = (given: unknown, complain: Complain): Obstacle | null => {
  const { type, message } = fieldsOf(given)
  const words = textOf(message, TEXT_LIMIT)
  if (OBSTACLE_TYPES.includes(type as ObstacleType) && words !== null) {
    return { type: type as ObstacleType, message: words }
  }
  if (!isAbsent(given)) {
    complain("the obstacle in its record can't be used, so it is not shown")
  }
  return null
}

/**
 * The whole record or none of it: a void that is left out because it can't be
 * read would look like one that was never made, and would be sent again.
 */
const recordOf = (given: unknown, complain: Complain): ProviderRecord => {
  const fields = fieldsOf(given)
  const optional = (name: "total" | "remaining"): string | null =>
    isAbsent(fields[name]) ? null : amountOf(fields[name], name)
  return {
    state: stateOf(fields.state, "state"),
    status: textOf(fields.status, CODE_LIMIT),
    total: optional("total"),
    remaining: optional("remaining"),
    voids: listOf(fields.voids, "voids", voidOf),
    items: listOf(fields.items, "items", itemOf),
    proof: shownBy(fields.proof, complain),
    obstacle: obstacleOf(fields.obstacle, complain),
  }
}

/** The result of reading a record, from any value that a strategy returned. */
export const readingOf = (
  given: unknown,
  identifier: string,
  complain: Complain
): RecordReading => {
  const fields = fieldsOf(given)
  const exchanges = exchangesOf(fields.exchanges, complain)
  switch (fields.type) {
    case "found":
      try {
        const record = recordOf(fields.record, complain)
        return { type: "found", record, exchanges }
      } catch (error) {
        if (!(error instanceof Unusable)) {
          throw error
        }
        complain(
          `its record can't be used for its ${error.message}, so it says nothing`
        )
        return {
          type: "failed",
          error: ourError(
            `The record that ${identifier} made of the answer can't be used (${error.message}): it is a mistake in this provider's strategy.`
          ),
          exchanges,
        }
      }
    case "missing":
      return {
        type: "missing",
        error: errorOf(fields.error, complain),
        exchanges,
      }
    case "failed":
      return {
        type: "failed",
        error: errorOf(fields.error, complain),
        retry_after_ms: waitOf(fields.retry_after_ms, complain),
        exchanges,
      }
    default:
      complain("what it read is no reading of a record, so it says nothing")
      return {
        type: "failed",
        error: ourError(
          `What ${identifier} read${statusOf(exchanges) === null ? "" : ` (${statusOf(exchanges)})`} can't be used: it is a mistake in this provider's strategy.`
        ),
        exchanges,
      }
  }
}

/** What a record says about a call, from any value that a strategy returned. */
export const effectOf = (
  given: unknown,
  identifier: string,
  complain: Complain
): Effect => {
  const fields = fieldsOf(given)
  switch (fields.type) {
    case "applied":
      return {
        type: "applied",
        reference: idOf(fields.reference, "reference", complain),
        proof: {
          ...proofOf(
            fields.proof,
            { by: "record", statement: `${identifier}'s record shows it.` },
            complain
          ),
          by: "record",
        },
      }
    case "settling":
      return { type: fields.type }
    case "absent":
      return { type: fields.type, ...saidIn(fields) }
    case "undecidable":
      return {
        type: "undecidable",
        reason: textOf(fields.reason, TEXT_LIMIT) ?? "it doesn't say why.",
      }
    default:
      complain("what it found in a record is no effect, so it says nothing")
      return {
        type: "undecidable",
        reason: `what ${identifier} found in it can't be used: it is a mistake in this provider's strategy.`,
      }
  }
}
