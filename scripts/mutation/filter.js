/**
 * A filter of jest. Stryker's runner gives jest the names of the tests that
 * reach a mutant, and jest loads every spec file to look for them. Here it is
 * told which files they are in. Without a mutant, all of them run.
 */
const { readFileSync } = require("node:fs")
const { resolve } = require("node:path")

let judges

module.exports = (specs) => {
  const mutant = process.env.__STRYKER_ACTIVE_MUTANT__
  if (mutant === undefined) {
    return { filtered: specs.map((test) => ({ test })) }
  }
  judges ??= JSON.parse(readFileSync(process.env.MUTATION_JUDGES, "utf8"))
  // Stryker works in a copy: this process stands at its root.
  const own = judges[mutant].map((spec) => resolve(spec))
  return { filtered: own.map((test) => ({ test })) }
}
