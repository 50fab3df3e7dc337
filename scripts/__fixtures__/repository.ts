import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"

/** Every file of the repository, including uncommitted ones. */
export const FILES = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard"],
  { encoding: "utf8" }
)
  .split("\n")
  .filter((path) => path && existsSync(path))

/** The documents that people read. */
export const PAGES = FILES.filter((path) => /\.(?:md|txt)$/.test(path))
