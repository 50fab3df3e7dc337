import { TESTED_MEDUSA } from "./tested-medusa"

/**
 * What to tell an operator whose Medusa is outside of the tested table.
 *
 * @param version - of the store's Medusa
 * @param homepage - of the plugin, as its package.json says
 * @returns null for a release between the first and the last row
 */
export const untestedMedusa = (
  version: string,
  homepage: string,
  { lowest, newest } = TESTED_MEDUSA
): string | null => {
  const isRelease = /^\d+\.\d+\.\d+$/.test(version)
  if (isRelease && isUpTo(lowest, version) && isUpTo(version, newest)) {
    return null
  }
  const [repository = ""] = homepage.split("#")
  return (
    `Medusa ${version} is outside of the versions that the plugin was tested ` +
    `with (${lowest} to ${newest}). It may work all the same: cancel an order ` +
    "that is only a test before you rely on it. What was tested: " +
    `${repository}/blob/main/docs/compatibility.md`
  )
}

const isUpTo = (one: string, other: string): boolean =>
  one.localeCompare(other, "en", { numeric: true }) <= 0
