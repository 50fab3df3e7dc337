/**
 * A sequencer of jest for the suite `http`: the stores that are shared take
 * longest, and would come last where jest remembers no times, because it then
 * begins with the largest file.
 */
const { basename, dirname } = require("node:path")
const Sequencer = require("@jest/test-sequencer").default

const isShared = ({ path }) => basename(dirname(path)) === "shared"

module.exports = class extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests)
    return [
      ...sorted.filter(isShared),
      ...sorted.filter((test) => !isShared(test)),
    ]
  }
}
