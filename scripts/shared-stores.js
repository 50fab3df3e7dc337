/**
 * A filter of jest for the suite `http`. The specs in shared/ boot a store, and
 * run others in it. Where all of these would run, they run there only. Where
 * some of them are named, they run alone, each in a store of its own.
 */
const { join } = require("node:path")
const stores = require("../integration-tests/http/shared/stores.json")

const HTTP = join(__dirname, "../integration-tests/http")

const shared = Object.keys(stores).map((name) =>
  join(HTTP, "shared", `${name}.spec.ts`)
)
const members = Object.values(stores)
  .flat()
  .map((spec) => join(HTTP, spec))

module.exports = (paths) => {
  const found = new Set(paths)
  const areAll = [...shared, ...members].every((path) => found.has(path))
  const areSome = members.some((path) => found.has(path))
  const without = areAll ? members : areSome ? shared : []
  return {
    filtered: paths
      .filter((path) => !without.includes(path))
      .map((test) => ({ test })),
  }
}
