import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"

/** Every file of the repository, also one that isn't committed yet. */
export const FILES = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard"],
  { encoding: "utf8" }
)
  .split("\n")
  .filter((path) => path && existsSync(path))

/** What people read. */
export const PAGES = FILES.filter((path) => /\.(?:md|txt)$/.test(path))
