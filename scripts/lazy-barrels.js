/**
 * A transform of jest for the barrels of Medusa's packages. A spec file that
 * needs `MathBN` of `@medusajs/framework/utils` would else evaluate 3,000
 * modules, an ORM and GraphQL among them, and so would the next one: jest
 * shares no modules between files. With this, `export * from "./x"` loads x
 * when one of its names is first used. What runs is Medusa's own code.
 */
const { createHash } = require("node:crypto")
const { readFileSync } = require("node:fs")
const { createRequire } = require("node:module")

/** As TypeScript compiles `export * from "./x"`. */
const EXPORT_STAR = /^__exportStar\(require\(("[^"]+")\), exports\);$/gm

/** Like TypeScript's `__exportStar`, it leaves a name that is there as it is. */
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
    // Which names there are is asked of Node, outside of the tests. It takes
    // seconds, and happens once: jest keeps what a transform made.
    const load = createRequire(path)
    const code = source.replace(EXPORT_STAR, (_, from) => {
      const names = Object.keys(load(JSON.parse(from)))
      const own = names.filter((name) => name !== "default")
      return `__exportLazily(exports, ${JSON.stringify(own)}, () => require(${from}));`
    })
    return { code: `${code}\n${__exportLazily.toString()}` }
  },
}
