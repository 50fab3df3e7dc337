import SharedFirst from "../shared-first"

const BYTES: Record<string, number> = {
  "/http/cancel.spec.ts": 30_000,
  "/http/shared/first.spec.ts": 100,
  "/http/shopper.spec.ts": 5_000,
  "/http/shared/second.spec.ts": 200,
}

it("begins with the stores that are shared, however small their files are", () => {
  // Jest remembers no times here.
  const context = {
    config: { cache: false },
    hasteFS: { getSize: (path: string) => BYTES[path] },
  }
  const sorted = new SharedFirst().sort(
    Object.keys(BYTES).map((path) => ({ path, context }))
  )
  expect(sorted.map(({ path }) => path)).toEqual([
    "/http/shared/second.spec.ts",
    "/http/shared/first.spec.ts",
    "/http/cancel.spec.ts",
    "/http/shopper.spec.ts",
  ])
})
