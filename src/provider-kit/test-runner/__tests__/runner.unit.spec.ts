import { AcmeCancellationProvider } from "../../../../examples/acme"
import { cancellationProviderTestRunner } from "../.."
import { optionsFor } from "../__fixtures__/acme"
import { MISTAKES } from "../__fixtures__/mistakes"
import { contractOf } from "../contract"
import { type CancellationProviderClass } from "../types"

/** All checks by `group: check`, and how to run each. */
const checksOf = (
  provider: CancellationProviderClass
): Map<string, () => Promise<void>> =>
  new Map(
    contractOf(optionsFor(provider)).flatMap((group) =>
      group.checks.map(({ name, run }) => [`${group.name}: ${name}`, run])
    )
  )

describe("the test runner", () => {
  it.each([...checksOf(AcmeCancellationProvider)])(
    "finds nothing wrong with a provider that is right: %s",
    async (_, run) => {
      await expect(run()).resolves.toBeUndefined()
    }
  )

  const mistakes = Object.entries(MISTAKES).flatMap(
    ([mistake, { provider, caught }]) =>
      caught.map((name) => ({ mistake, provider, name }))
  )

  it.each(mistakes)(
    "catches a provider that $mistake: $name",
    async ({ provider, name }) => {
      const run = checksOf(provider).get(name)
      await expect(run?.()).rejects.toThrow(/\w/)
    }
  )

  it("says where it has to be called if there is no test runner", () => {
    const { describe: kept } = globalThis
    try {
      Object.assign(globalThis, { describe: undefined })
      expect(() => {
        cancellationProviderTestRunner(optionsFor(AcmeCancellationProvider))
      }).toThrow("call it in a spec file")
    } finally {
      Object.assign(globalThis, { describe: kept })
    }
  })

  it("asks for an example of each kind that the capabilities have", async () => {
    const { void: _example, ...options } = optionsFor(AcmeCancellationProvider)
    const checks = contractOf(options).flatMap((group) => group.checks)
    const check = checks.find(
      ({ name }) => name === "declares capabilities that fit together"
    )
    await expect(check?.run()).rejects.toThrow("give the runner an example")
  })
})
