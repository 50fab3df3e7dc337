export interface Slice {
  skip: number
  take: number
}

export interface Page<Row> {
  rows: Row[]
  /** How many there are in all. */
  count: number
}

export type Read<Row> = (slice: Slice) => Promise<Page<Row>>

/** A page of several lists, each of which follows on the one before. */
export const readInTurn = async <Row>(
  reads: readonly Read<Row>[],
  { skip, take }: Slice
): Promise<Page<Row>> => {
  const rows: Row[] = []
  let count = 0
  for (const read of reads) {
    const left = take - rows.length
    const page = await read({
      skip: Math.max(skip - count, 0),
      // A list behind the page is read for its count: no list takes none.
      take: Math.max(left, 1),
    })
    rows.push(...page.rows.slice(0, left))
    count += page.count
  }
  return { rows, count }
}
