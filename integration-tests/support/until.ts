/** Resolves when it has come about; fails after 5 s. */
export const until = async (
  condition: () => boolean | Promise<boolean>
): Promise<void> => {
  for (let tries = 0; tries < 1_000; tries++) {
    if (await condition()) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error("it did not come about within 5 s")
}
