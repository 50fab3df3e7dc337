import { z } from "@medusajs/framework/zod"
import { AcmeCancellationProvider } from "../../../../examples/acme"
import { FakeAcme } from "../../../../examples/acme/__tests__/fake-acme"
import {
  cancellationProviderTestRunner,
  type FakeAnswer,
  type FakeRequest,
  isResponse,
  jsonOf,
  succeeded,
} from "../.."
import { PROOF } from "../../__fixtures__/proof"
import { cancelling, KEY, optionsFor } from "../__fixtures__/acme"
import { MISTAKES } from "../__fixtures__/mistakes"
import { contractOf } from "../contract"
import { type CancellationProviderClass } from "../types"

/** Acme's API, if it answered a cancel with nothing but a message. */
class Terse extends FakeAcme {
  override handle(request: FakeRequest): FakeAnswer {
    const answer = super.handle(request)
    return request.path.endsWith("/cancel") && answer.status === 200
      ? { status: 200, body: { message: "It is cancelled." } }
      : answer
  }
}

const isTerse = (body: unknown): boolean =>
  z.object({ message: z.string() }).safeParse(body).success

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

  it.each(["an empty object", "only an error", "only a message"])(
    "lets an API answer a success with only a message: %s proves no mistake",
    async (name) => {
      const provider = cancelling(async (call, context, right) => {
        const outcome = await right(call, context)
        const { exchanges } = outcome
        const result = exchanges?.[0]?.result
        return result && isResponse(result) && isTerse(jsonOf(result))
          ? succeeded({ proof: PROOF, exchanges })
          : outcome
      })
      const options = { ...optionsFor(provider), api: () => new Terse(KEY) }
      const check = contractOf(options)
        .flatMap(({ checks }) => checks)
        .find((one) => one.name === `isn't done after a 200 with ${name}`)
      await expect(check?.run()).resolves.toBeUndefined()
      expect(check).toBeDefined()
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
