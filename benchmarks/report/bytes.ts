import type { BytesResult } from "../results"

/** It is there before an order is cancelled, and stays as it is. */
const PROVIDER_ORDERS = "cncl_provider_order"

/** What one settled cancellation takes in all tables, with their indexes. */
export const bytesEach = ({ calls, tables }: BytesResult): number =>
  tables
    .filter(({ name }) => name !== PROVIDER_ORDERS)
    .reduce((sum, { heap, indexes }) => sum + heap + indexes, 0) / calls
