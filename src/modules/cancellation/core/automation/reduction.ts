import { CountedUnit, Decimal } from "../../../../provider-kit"
import { Share } from "./climes-to-remove"
import { LoweredItem } from "./order-version"

/**
 * Why it can't be told which provider order became less. `several`: the order
 * has its money in several places, and it may be any of them.
 * `another_payment`: those that are left stand for other payments than the one
 * that was refunded.
 */
export type Ambiguity = "several" | "another_payment"

/** What became less in Medusa, in the terms of one provider order's unit. */
export type Reduction =
  | {
      unit: "currency"
      /**
       * In major units, with all of its decimals: it is rounded together with
       * what was captured before it.
       */
      amount: Decimal
      currency_code: string
      /** Not null: a person has to decide, and nothing is voided. */
      ambiguity: Ambiguity | null
    }
  | ({ unit: CountedUnit } & Share)
  | { unit: "item"; items: LoweredItem[] }
