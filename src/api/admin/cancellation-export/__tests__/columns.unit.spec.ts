import { ERROR_LIMITS } from "../../../../provider-kit"
import { COLUMNS, cellsOf } from "../columns"

const PAGE = "<p>Error</p>".repeat(100_000)

describe("the cells of a cancellation in the export", () => {
  const cells = cellsOf(
    {
      status: "rejected",
      provider_id: "climes",
      waits_for: null,
      next_attempt_at: null,
      proof: null,
      last_error: {
        code: "error_answer",
        message: "It refused.",
        provider_code: null,
        provider_message: PAGE,
      },
    },
    [],
    new Date("2026-11-30T12:00:00Z")
  )
  const cell = (name: (typeof COLUMNS)[number]): string =>
    String(cells[COLUMNS.indexOf(name)])

  it.each(["provider_message", "why"] as const)(
    "don't repeat a provider's whole page: %s is cut",
    (name) => {
      expect(cell(name)).toContain("<p>Error</p>")
      expect(cell(name).length).toBeLessThan(ERROR_LIMITS.message + 100)
    }
  )

  it("say why beside it", () => {
    expect(cell("why")).toMatch(/^“<p>.+…” It refused\.$/)
    expect(cell("error_message")).toBe("It refused.")
  })
})
