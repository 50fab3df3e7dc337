import { ScriptedProvider } from "../../../../../integration-tests/support/scripted-provider"
import { ProviderRegistry } from "../registry"

describe("closing the providers", () => {
  beforeEach(() => {
    jest.useFakeTimers()
  })

  afterEach(() => {
    jest.useRealTimers()
  })

  const closed: string[] = []

  const registryOf = (
    close: () => Promise<void>,
    lines: string[]
  ): ProviderRegistry => {
    const strategy = new ScriptedProvider()
    strategy.close = close
    return new ProviderRegistry(
      [
        {
          id: "stuck",
          identifier: "scripted",
          strategy,
          settings: {
            concurrency: 1,
            trustCartMetadata: false,
            refundsOf: [],
            requestTimeoutMs: 1_000,
          },
          client: {
            send: () => Promise.reject(new Error("It is not asked.")),
            close: () => {
              closed.push("stuck")
              return Promise.resolve()
            },
          },
        },
      ],
      { warn: (line: string) => lines.push(line) } as never
    )
  }

  it.each([
    ["never ends", () => new Promise<void>(() => undefined), "5 s"],
    ["throws", () => Promise.reject(new Error("no more")), "no more"],
  ])(
    "goes on where a strategy's %s, with a line in the log",
    async (_, close, said) => {
      closed.length = 0
      const lines: string[] = []
      const closing = registryOf(close, lines).close()
      await jest.advanceTimersByTimeAsync(5_000)
      await closing

      expect(closed).toEqual(["stuck"])
      expect(lines).toEqual([expect.stringContaining(said)])
      expect(lines[0]).toContain('closing provider "stuck" failed')
    }
  )
})
