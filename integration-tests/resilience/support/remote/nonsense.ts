import {
  Outcome,
  Preparation,
  RecordReading,
} from "../../../../src/provider-kit"

/** A value that code in plain JavaScript may return, in spite of the types. */
const asOutcome = (value: unknown): Outcome => value as Outcome

const SHAPELESS = [
  undefined,
  null,
  42,
  "ok",
  {},
  [],
  { type: "done" },
  { type: 7 },
  { type: "unknown" },
  { type: "unknown", error: "it broke" },
  { type: "unknown", error: { code: 5, message: { en: "x" } } },
]

const of = (values: unknown[], which: number): unknown =>
  values[which % values.length]

/** An outcome that can't be used, so it stays open whether it was done. */
export const nonsense = (which: number): Outcome =>
  asOutcome(of(SHAPELESS, which))

/** Proven not to be processed, with a wait that makes no sense. */
export const oddRetry = (which: number): Outcome =>
  asOutcome({
    type: "retry",
    error: { code: "throttled", message: "Later, please." },
    retry_after_ms: of([NaN, Infinity, -5, "soon"], which),
  })

/** A success with one thing that isn't as it should be. */
export const oddSuccess = (
  which: number,
  reference: string | null,
  statement: string
): Outcome => {
  const proof = { by: "answer", statement }
  return asOutcome(
    of(
      [
        { type: "succeeded", reference: 4711, proof },
        { type: "succeeded", reference },
        { type: "succeeded", reference, proof: { by: "hearsay", statement } },
        { type: "succeeded", reference, proof: { by: "answer", statement: 5 } },
        { type: "succeeded", reference: {}, remaining: {}, proof },
        { type: "succeeded", reference: "\u0000", proof },
        { type: "succeeded", reference, proof: { ...proof, at: "noon" } },
        { type: "succeeded", reference, proof, exchanges: 3 },
      ],
      which
    )
  )
}

export const oddPreparation = (which: number): Preparation =>
  of(
    [
      undefined,
      "go",
      { type: "go" },
      { type: "settled" },
      { type: "settled", outcome: {} },
      // It can't be stored.
      { type: "proceed", baseline: 10n },
    ],
    which
  ) as Preparation

export const oddReading = (which: number): RecordReading =>
  of(
    [
      undefined,
      "found",
      { type: "found" },
      { type: "found", record: null },
      { type: "failed" },
      {
        type: "failed",
        error: { code: "x", message: "y" },
        retry_after_ms: NaN,
      },
    ],
    which
  ) as RecordReading
