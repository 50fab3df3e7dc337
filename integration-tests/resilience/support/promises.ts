import { Finished, FinalRow } from "./run-history"
import { History } from "./history"
import { wasAnnounced } from "./processes/process"
import {
  eachWaitEnds,
  isBehindAnother,
  nothingLeftBeforeItsTurn,
  waitsForAPerson,
} from "./turns"

const RELEASED = ["rejected", "superseded", "dismissed"]

/** A promise, and how a finished history breaks it. */
export type PromiseOf = (end: Finished, history: History) => string[]

const named = (row: FinalRow, what: string): string =>
  `${row.kind} ${row.id} of ${row.external_id}, ${row.status}: ${what}`

/** Checks each row. The check returns what speaks against the row. */
const ofEach =
  (
    ask: (row: FinalRow, end: Finished, history: History) => string | null
  ): PromiseOf =>
  (end, history) =>
    end.rows.flatMap((row) => {
      const broken = ask(row, end, history)
      return broken ? [named(row, broken)] : []
    })

const neverTwice = ofEach(({ id }, { remote, people }) =>
  remote.effectsOf(id) > 1 && !people.wereLiedAbout(id)
    ? `had its effect ${remote.effectsOf(id)} times`
    : null
)

const nothingWaits = ofEach((waiting, { rows }) => {
  const { kind, status, external_id } = waiting
  // Only what a person says about the full cancellation shows whether the call
  // itself had the visible effect.
  const waitsForCancel =
    kind === "void" &&
    status === "accepted" &&
    rows.some(
      (row) =>
        row.external_id === external_id &&
        row.kind === "cancel" &&
        row.status === "needs_review"
    )
  return ["pending", "in_progress", "accepted"].includes(status) &&
    !waitsForCancel &&
    !waitsForAPerson(waiting, rows) &&
    !isBehindAnother(waiting, rows)
    ? "waits for ever"
    : null
})

const nothingIsStuck: PromiseOf = ({ stuck, freedItsOwn }) => [
  ...(stuck ? [`${stuck} processes hold calls for ever`] : []),
  ...(freedItsOwn ? [`a process freed ${freedItsOwn} leases of its own`] : []),
]

/** Each success is true at the provider, or a person said that it is. */
const successIsTrue = ofEach((row, { remote, people }, history) => {
  if (row.status !== "succeeded") {
    return null
  }
  if (people.vouchedFor.has(row.id)) {
    return people.wereLiedAbout(row.id) || remote.isSo(row)
      ? null
      : "a person said so, and nobody lied"
  }
  if (row.kind === "cancel") {
    return remote.isOver(row.external_id) ? null : "the order is not cancelled"
  }
  const effects = remote.effectsOf(row.id)
  // Its units are cancelled, and no record shows by whom. The ledger doesn't
  // know it either: it was somebody else, or a cancel that was said not to have
  // done it.
  const wasDoneThere =
    history.kind === "settles" &&
    effects === 0 &&
    remote.isCancelled(row.external_id) &&
    (remote.wasEnded(row.external_id) || people.liedAboutLane(row.external_id))
  return effects === 1 || people.wereLiedAbout(row.id) || wasDoneThere
    ? null
    : `it had its effect ${effects} times`
})

const successIsProven = ofEach((row, { people, remote, answers }) => {
  const { proof, status } = row
  if (status !== "succeeded") {
    return proof ? "has a proof" : null
  }
  if (!proof?.statement.trim() || Number.isNaN(Date.parse(proof.at))) {
    return `its proof is ${JSON.stringify(proof)}`
  }
  if (people.vouchedFor.has(row.id) !== (proof.by === "person")) {
    return `its proof is by ${proof.by}`
  }
  if (proof.by === "answer") {
    return answers.some(
      ({ cancellation_id, outcome }) =>
        cancellation_id === row.id && isDone(outcome)
    )
      ? null
      : "no answer said so"
  }
  const own = remote.referenceOf(row)
  return proof.by === "record" && row.kind === "void" && own
    ? row.provider_reference === own || people.liedAboutLane(row.external_id)
      ? null
      : `its proof is ${row.provider_reference}, and its own is ${own}`
    : null
})

/** What was refused, or dismissed by somebody honest, did not happen. */
const refusalIsTrue = ofEach(({ id, status }, { remote, people }) =>
  ["rejected", "dismissed"].includes(status) &&
  remote.effectsOf(id) > 0 &&
  !people.wereLiedAbout(id)
    ? "it had its effect"
    : null
)

/** What a full cancellation superseded was not done beside it. */
const superseded = ofEach((row, { remote, people, rows }) =>
  row.status === "superseded" &&
  remote.effectsOf(row.id) > 0 &&
  !remote.isOver(row.external_id) &&
  !people.liedAboutLane(row.external_id)
    ? `it had its effect, and the order isn't cancelled (${rows
        .filter(({ external_id }) => external_id === row.external_id)
        .map(({ kind, status }) => `${kind} ${status}`)
        .join(", ")})`
    : null
)

/** A person is asked only where nothing else can tell. */
const reviewIsNeeded = ofEach((row, { remote, people }, history) => {
  if (row.status !== "needs_review") {
    return null
  }
  const code = row.last_error?.code
  const was = (purpose: string, outcome: string): boolean =>
    row.attempts.some(
      (each) => each.purpose === purpose && each.outcome === outcome
    )
  if (code === "dependency_failed" || people.liedAboutLane(row.external_id)) {
    return null
  }
  if (code === "not_settled") {
    return history.kind === "settles" && !row.was_seen_waiting
      ? null
      : "it was seen waiting"
  }
  if (code !== "outcome_unknown") {
    return `because of ${code}`
  }
  if (remote.wasMisread(row.external_id)) {
    return null
  }
  if (history.kind === "settles" || history.kind === "readable") {
    return remote.wasAmbiguous(row.id) ? null : "its record can be read"
  }
  if (row.kind === "void" || history.kind === "blind") {
    return null
  }
  // It is sent again and again, unless it was refused, which says nothing about
  // an earlier call.
  return history.kind === "harmless" &&
    was("send", "unknown") &&
    row.attempts.at(-1)?.outcome === "rejected"
    ? null
    : "it can be sent again, or be read"
})

/**
 * What a process knows for certain counts, however long it couldn't write it
 * down, if nothing was sent since.
 */
const lateTruthCounts = ofEach((row, { answers }) => {
  const own = answers.filter(
    ({ cancellation_id }) => cancellation_id === row.id
  )
  const last = own.at(-1)
  const wasSentSince =
    row.attempts.filter(({ purpose, sent }) => purpose === "send" && sent)
      .length > own.length
  return row.status === "needs_review" &&
    last?.isHeard() &&
    isDone(last.outcome) &&
    !wasSentSince
    ? "the provider said that it was done"
    : null
})

/** Whatever died in between; what a person said, a person knows. */
const everybodyHears = ofEach(({ id, status, proof }) =>
  ["succeeded", "rejected", "needs_review"].includes(status) &&
  proof?.by !== "person" &&
  !wasAnnounced(id)
    ? "nobody was told"
    : null
)

const nothingIsMissing: PromiseOf = ({ rows, acknowledged }) => {
  const ids = new Set(rows.map(({ id }) => id))
  return acknowledged
    .filter((id) => !ids.has(id))
    .map((id) => `${id} was captured, and is gone`)
}

const neverOverVoided: PromiseOf = ({ rows, remote, people, totals }) =>
  [...totals].flatMap(([externalId, total]) => {
    const held = rows.filter(
      ({ external_id, status }) =>
        external_id === externalId && !RELEASED.includes(status)
    )
    const sum = held
      .filter(({ kind }) => kind === "void")
      .reduce((taken, row) => taken + Number(row.taken), 0)
    const voided = remote.voided(externalId)
    const cancels = held.filter(({ kind }) => kind === "cancel").length
    return [
      ...(sum > total ? [`${externalId}: ${sum} of ${total} are taken`] : []),
      ...(voided > total && !people.liedAboutLane(externalId)
        ? [`${externalId}: ${voided} of ${total} were voided`]
        : []),
      ...(cancels > 1 ? [`${externalId} has ${cancels} live cancels`] : []),
    ]
  })

/** The outcome proves that it was done, in good form or not. */
const isDone = (outcome: unknown): boolean =>
  ["succeeded", "already_done"].includes(
    (outcome as { type: string } | null | undefined)?.type ?? ""
  )

const PROMISES = {
  "nothing left before its turn": nothingLeftBeforeItsTurn,
  "each wait ends": eachWaitEnds,
  "never twice": neverTwice,
  "nothing waits for ever": nothingWaits,
  "no process is stuck, nor frees its own": nothingIsStuck,
  "a success is true": successIsTrue,
  "a success is proven": successIsProven,
  "a refusal is true": refusalIsTrue,
  "superseded by what happened": superseded,
  "a review is needed": reviewIsNeeded,
  "late truth counts": lateTruthCounts,
  "everybody hears of it": everybodyHears,
  "nothing is missing": nothingIsMissing,
  "never over-voided": neverOverVoided,
} satisfies Record<string, PromiseOf>

/** What a history broke, each with the promise's name. */
export const brokenBy = (end: Finished, history: History): string[] =>
  Object.entries(PROMISES).flatMap(([name, promise]) =>
    promise(end, history).map((broken) => `${name}: ${broken}`)
  )
