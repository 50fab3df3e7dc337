import { type CancellationCall } from "../../../provider-kit"
import { callOf } from "../../../provider-kit/__fixtures__/call"

export const voidOf = (amount: string): CancellationCall =>
  callOf({ kind: "void", amount })
