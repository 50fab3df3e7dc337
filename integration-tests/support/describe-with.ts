/**
 * `describe` for a suite that needs more than npm installs. Where that is
 * missing the suite is skipped, and says why; with CI=true it fails.
 *
 * @param missing - why it can't run; null where it can
 */
export const describeWith = (
  missing: string | null,
  suite: string
): jest.Describe => {
  if (missing === null) {
    return describe
  }
  if (process.env.CI === "true") {
    throw new Error(missing)
  }
  console.warn(`The suite ${suite} is skipped: ${missing}.`)
  return describe.skip
}
