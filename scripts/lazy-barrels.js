/**
 * A transform of jest for the barrels of Medusa's packages. Without it, each
 * spec file that needs `MathBN` of `@medusajs/framework/utils` evaluates 3,000
 * modules, among them an ORM and GraphQL, because jest shares no modules
 * between files. With it, `export * from "./x"` loads x when one of its names
 * is first used. What runs is Medusa's own code.
 */
const { createHash } = require("node:crypto")
const { readFileSync } = require("node:fs")
const { createRequire } = require("node:module")

/** TypeScript compiles `export * from "./x"` to this. */
const EXPORT_STAR = /^__exportStar\(require\(("[^"]+")\), exports\);$/gm

/** Like TypeScript's `__exportStar`, it keeps names that exist already. */
function __exportLazily(exports, names, load) {
  for (const name of names) {
    if (!Object.prototype.hasOwnProperty.call(exports, name)) {
      Object.defineProperty(exports, name, {
        enumerable: true,
        get: () => load()[name],
      })
    }
  }
}

const ownSource = readFileSync(__filename)

module.exports = {
  getCacheKey: (source, path) =>
    createHash("sha256")
      .update(ownSource)
      .update(`${path}\0${source}`)
      .digest("hex"),

  process: (source, path) => {
    // Node tells the names, outside of the tests. That takes seconds, and
    // happens once: jest keeps the result of a transform.
    const load = createRequire(path)
    const code = source.replace(EXPORT_STAR, (_, from) => {
      const names = Object.keys(load(JSON.parse(from)))
      const own = names.filter((name) => name !== "default")
      return `__exportLazily(exports, ${JSON.stringify(own)}, () => require(${from}));`
    })
    return { code: `${code}\n${__exportLazily.toString()}` }
  },
}
