import { type Read, readInTurn } from "../read-in-turn"

/** A list as the database has it, which gives no page of nothing. */
const listOf =
  (...rows: string[]): Read<string> =>
  ({ skip, take }) => {
    expect(take).toBeGreaterThan(0)
    return Promise.resolve({
      rows: rows.slice(skip, skip + take),
      count: rows.length,
    })
  }

const LISTS = [listOf("a", "b", "c"), listOf(), listOf("d"), listOf("e", "f")]

describe("several lists, one after the other", () => {
  it.each([
    [0, 2, ["a", "b"]],
    [2, 2, ["c", "d"]],
    [3, 1, ["d"]],
    [1, 4, ["b", "c", "d", "e"]],
    [4, 50, ["e", "f"]],
    [6, 50, []],
    [0, 50, ["a", "b", "c", "d", "e", "f"]],
  ])("are read like one, from %i on, %i at most", async (skip, take, rows) => {
    expect(await readInTurn(LISTS, { skip, take })).toEqual({ rows, count: 6 })
  })
})
