import { CancellationCall } from "../call"
import { Decimal, toDecimal } from "../money"
import { Effect, ProviderRecord, RecordedItem, undecidable } from "../record"

const ofCancel = ({ state, proof }: ProviderRecord, name: string): Effect => {
  switch (state) {
    case "cancelled":
      return proof
        ? { type: "applied", proof }
        : undecidable(`${name} doesn't show why the order is cancelled.`)
    case "cancelling":
      return { type: "settling" }
    case "open":
      return { type: "absent" }
  }
}

export const isSameAmount = (one: Decimal, other: Decimal | null): boolean =>
  other !== null && toDecimal(one) === toDecimal(other)

/** Only the reference tells voids of the same amount apart. */
const ofAmount = (
  { cancellation_id, amount }: CancellationCall,
  { voids }: ProviderRecord,
  name: string
): Effect => {
  if (!voids) {
    return undecidable(`${name} showed no list of voids.`)
  }
  const own = voids.find(({ id }) => id === cancellation_id)
  if (!own) {
    return { type: "absent" }
  }
  const statement = `${name} lists void ${own.id} of ${own.amount}`
  return isSameAmount(own.amount, amount)
    ? {
        type: "applied",
        reference: own.id,
        proof: { by: "record", statement, at: own.created_at },
      }
    : undecidable(`${statement}, but ${amount ?? "nothing"} was asked for.`)
}

const statesOf = (
  call: CancellationCall,
  items: RecordedItem[]
): (RecordedItem["state"] | undefined)[] => {
  const shown = new Map(
    items.map(({ external_item_id, state }) => [
      String(external_item_id),
      state,
    ])
  )
  return idsOf(call).map((id) => shown.get(id))
}

const idsOf = ({ items }: CancellationCall): string[] =>
  (items ?? []).flatMap((item) => item.external_item_ids.map(String))

const ofItems = (
  call: CancellationCall,
  { items }: ProviderRecord,
  name: string
): Effect => {
  const states = statesOf(call, items ?? [])
  const ids = idsOf(call).join(", ")
  if (states.length === 0 || states.includes(undefined)) {
    return undecidable(`${name} doesn't show all of the items ${ids}.`)
  }
  if (states.every((state) => state === "open")) {
    return { type: "absent" }
  }
  if (states.includes("open")) {
    return undecidable(`${name} shows a part of the items ${ids} as open.`)
  }
  return states.includes("cancelling")
    ? { type: "settling" }
    : {
        type: "applied",
        proof: {
          by: "record",
          statement: `${name} shows the items ${ids} as cancelled`,
        },
      }
}

/** Pure: what a record shows about one call. */
export const effectIn = (
  call: CancellationCall,
  record: ProviderRecord,
  name: string
): Effect => {
  if (call.kind === "cancel") {
    return ofCancel(record, name)
  }
  return call.items ? ofItems(call, record, name) : ofAmount(call, record, name)
}
