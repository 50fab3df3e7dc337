import { untestedMedusa } from "../untested-medusa"

const HOMEPAGE = "https://github.com/someone/plugin#readme"
const TESTED = { lowest: "2.15.0", newest: "2.21.2" }

const warning = (version: string) => untestedMedusa(version, HOMEPAGE, TESTED)

it.each(["2.15.0", "2.15.10", "2.18.3", "2.21.0", "2.21.2"])(
  "Medusa %s is tested, or between two that are",
  (version) => {
    expect(warning(version)).toBeNull()
  }
)

it.each([
  "2.14.9",
  "2.9.0",
  "1.20.8",
  "2.21.3",
  "2.21.10",
  "2.22.0",
  "3.0.0",
  // Not even beside a release that is tested.
  "2.21.2-preview-20260911072753",
  "2.22.0-snapshot-20260911212358",
])(
  "Medusa %s is not, and the operator is told where the table is",
  (version) => {
    expect(warning(version)).toBe(
      `Medusa ${version} is outside of the versions that the plugin was tested ` +
        "with (2.15.0 to 2.21.2). It may work all the same: cancel an order " +
        "that is only a test before you rely on it. What was tested: " +
        "https://github.com/someone/plugin/blob/main/docs/compatibility.md"
    )
  }
)
