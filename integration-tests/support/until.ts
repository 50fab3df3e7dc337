/** Long enough for a machine that is busy with something else. */
const PATIENCE_MS = 30_000

/** Resolves when the condition holds. Fails after 30 s. */
export const until = async (
  condition: () => boolean | Promise<boolean>
): Promise<void> => {
  const endsAt = performance.now() + PATIENCE_MS
  while (performance.now() < endsAt) {
    if (await condition()) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error("it did not come about within 30 s")
}
