import {
  CancellationCall,
  Effect,
  EffectContext,
  Proof,
  ProviderRecord,
} from "../../../../src/provider-kit"

const record = (statement: string): Proof => ({ by: "record", statement })

/**
 * What the record shows about a call, as good provider's code reads it, which
 * knows only the record.
 */
export const effectIn = (
  call: CancellationCall,
  shown: ProviderRecord,
  context: EffectContext
): Effect => {
  if (call.kind === "cancel") {
    switch (shown.state) {
      case "cancelled":
        return {
          type: "applied",
          proof: record(`The record shows the order as ${shown.status}.`),
        }
      case "cancelling":
        return { type: "settling" }
      case "open":
        return { type: "absent" }
    }
  }
  return shown.items
    ? effectOnItems(call, shown)
    : effectOnAmount(call, shown, context)
}

const effectOnAmount = (
  call: CancellationCall,
  shown: ProviderRecord,
  { baseline, owned_references }: EffectContext
): Effect => {
  const before = (baseline as { ids: string[] } | null)?.ids
  if (!before) {
    return { type: "undecidable", reason: "Nothing was read before." }
  }
  const mine = (shown.voids ?? []).find(
    ({ id, amount }) =>
      Number(amount) === Number(call.amount) &&
      !before.includes(id) &&
      !owned_references.includes(id)
  )
  return mine
    ? {
        type: "applied",
        reference: mine.id,
        proof: record(`The record lists ${mine.id}.`),
      }
    : { type: "absent" }
}

const effectOnItems = (
  call: CancellationCall,
  shown: ProviderRecord
): Effect => {
  const wanted = new Set(
    (call.items ?? []).flatMap(({ external_item_ids }) =>
      external_item_ids.map(String)
    )
  )
  const states = (shown.items ?? []).flatMap(({ external_item_id, state }) =>
    wanted.has(String(external_item_id)) ? [state] : []
  )
  if (states.includes("cancelling")) {
    return { type: "settling" }
  }
  if (states.every((state) => state === "cancelled")) {
    return {
      type: "applied",
      proof: record(`Units ${[...wanted].join(", ")} are cancelled.`),
    }
  }
  return states.every((state) => state === "open")
    ? { type: "absent" }
    : { type: "undecidable", reason: "Some of its units are cancelled." }
}
