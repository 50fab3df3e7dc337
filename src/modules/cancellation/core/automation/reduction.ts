import { Decimal } from "../../../../provider-kit"
import { Share } from "./climes-to-remove"
import { LoweredItem } from "./order-version"

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
      /**
       * The order has its money in several places at this kind of provider,
       * and which of them became less can't be told.
       */
      is_ambiguous: boolean
    }
  | ({ unit: "climes" } & Share)
  | { unit: "item"; items: LoweredItem[] }
