import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runSuites } from "../beside"

describe("suites that run beside others", () => {
  let folder: string
  /** What happened, in order. */
  let story: string[]
  let ends: Record<string, () => void>

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cancellation-beside-"))
    story = []
    ends = {}
  })

  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  const begin = (
    suites: string[],
    isOver: () => boolean = () => false
  ): Promise<string[]> =>
    runSuites(suites, {
      run: async (suite, log) => {
        story.push(`${suite} begins`)
        await new Promise<void>((resolve) => {
          ends[suite] = resolve
        })
        if (log === undefined) {
          story.push(`${suite} ends`)
        } else {
          writeFileSync(log, `what ${suite} printed`)
        }
        return suite
      },
      folder,
      isOver,
      show: (output) => {
        story.push(output.toString())
      },
    })

  const end = async (suite: string): Promise<void> => {
    ends[suite]?.()
    await new Promise(setImmediate)
  }

  it("are shown when no other is in the middle", async () => {
    const results = begin(["unit", "http", "resilience", "processes"])
    await end("processes")
    await end("unit")
    await end("http")
    await end("resilience")

    expect((await results).sort()).toEqual([
      "http",
      "processes",
      "resilience",
      "unit",
    ])
    expect(story).toEqual([
      "unit begins",
      "processes begins",
      "resilience begins",
      "unit ends",
      "what processes printed",
      "http begins",
      "http ends",
      "what resilience printed",
    ])
  })

  it("print as they go where there are no others", async () => {
    const results = begin(["resilience", "processes"])
    await end("resilience")
    await end("processes")

    expect(await results).toEqual(["resilience", "processes"])
    expect(story).toEqual([
      "resilience begins",
      "resilience ends",
      "processes begins",
      "processes ends",
    ])
  })

  it("begin no further after an interruption", async () => {
    let isOver = false
    const results = begin(
      ["unit", "http", "resilience", "processes"],
      () => isOver
    )
    isOver = true
    await end("processes")
    await end("unit")

    expect((await results).sort()).toEqual(["processes", "unit"])
    expect(story).not.toContain("http begins")
    expect(story).not.toContain("resilience begins")
  })
})
