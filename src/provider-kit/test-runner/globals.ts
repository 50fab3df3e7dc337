interface TestGlobals {
  describe: (name: string, define: () => void) => void
  it: (name: string, test: () => Promise<void>, timeoutMs: number) => void
}

/**
 * The test runner's globals. They are looked up when a suite is defined,
 * because this file ships in a package that runs in production, where there are
 * none.
 */
export const testGlobals = (): TestGlobals => {
  const { describe, it } = globalThis as unknown as Partial<TestGlobals>
  if (!describe || !it) {
    throw new Error(
      "cancellationProviderTestRunner needs the globals describe and it: call it in a spec file that jest runs."
    )
  }
  return { describe, it }
}
