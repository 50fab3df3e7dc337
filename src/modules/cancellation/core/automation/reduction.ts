import { CountedUnit, Decimal } from "../../../../provider-kit"
import { Share } from "./climes-to-remove"
import { LoweredItem } from "./order-version"

/**
 * Why nobody can tell which provider order became less. `several`: the order
 * has its money in several places, and it may be any of them.
 * `another_payment`: the remaining provider orders stand for other payments
 * than the refunded one.
 */
export type Ambiguity = "several" | "another_payment"

/** What became less in Medusa, in the unit of one provider order. */
export type Reduction =
  | {
      unit: "currency"
      /**
       * In major units, with all decimals: it is rounded together with what was
       * captured before it.
       */
      amount: Decimal
      currency_code: string
      /** Not null: a person has to decide, and nothing is voided. */
      ambiguity: Ambiguity | null
    }
  | ({ unit: CountedUnit } & Share)
  | { unit: "item"; items: LoweredItem[] }
