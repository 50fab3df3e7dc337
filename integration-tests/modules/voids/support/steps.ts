import fc from "fast-check"
import { Unit } from "../../../../src/provider-kit"
import {
  ANSWERS,
  Abilities,
  Answer,
  DEATHS,
  Death,
  ReadAnswer,
} from "../../../support/remembering-provider"

/** One thing that may happen to a store, its provider or its staff. */
export type Step =
  | { type: "void"; size: number; line: number }
  | { type: "cancel" }
  | { type: "send"; answers: Answer[]; by: number }
  | { type: "die"; death: Death }
  | { type: "wake up" }
  | { type: "sweep"; by: number }
  | { type: "wait"; ms: number }
  | { type: "settle"; isCarriedOut: boolean }
  | { type: "read"; answer: ReadAnswer }
  | { type: "retry"; pick: number }
  | { type: "retry many" }
  | { type: "resolve"; pick: number }
  /** A person dismisses it without having looked, and doesn't claim to. */
  | { type: "dismiss"; pick: number }

const by = fc.nat(1)
const pick = fc.nat(20)
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("void" as const),
      size: fc.integer({ min: 1, max: 5 }),
      line: fc.nat(1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant("cancel" as const) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant("send" as const),
      answers: fc.array(fc.constantFrom(...ANSWERS), {
        minLength: 1,
        maxLength: 3,
      }),
      by,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("die" as const),
      death: fc.constantFrom(...DEATHS),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ type: "wake up" }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant("sweep" as const), by }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("wait" as const),
      ms: fc.constantFrom(1_000, 16_000, 32_000, 3_600_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("settle" as const),
      isCarriedOut: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("read" as const),
      answer: fc.constantFrom<ReadAnswer>("the truth", "undecidable", "failed"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant("retry" as const), pick }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ type: "retry many" }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant("resolve" as const), pick }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant("dismiss" as const), pick }),
  }
)
const ability = fc.record({
  harmless_to_repeat: fc.boolean(),
  readable: fc.boolean(),
})
export const anyAbilities: fc.Arbitrary<Abilities> = fc.record({
  unit: fc.constantFrom<Unit>("currency", "climes", "item"),
  cancel: ability,
  void: ability,
})
