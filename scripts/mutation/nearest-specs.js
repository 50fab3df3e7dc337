/**
 * Which of the spec files that reach a mutant judge it: those of the nearest
 * folder above it that has some, and of these the ones named after its file, if
 * there are any. `provider-kit/money` is reached by nearly 90 spec files, which
 * take 20 s of a processor to load; its own takes 0.4 s, and is the one that
 * has to notice.
 */
const { basename, dirname } = require("node:path")

function nearestSpecs(mutated, specs) {
  for (
    let folder = dirname(mutated);
    folder !== dirname(folder);
    folder = dirname(folder)
  ) {
    const near = specs.filter((spec) => spec.startsWith(`${folder}/__tests__/`))
    if (near.length > 0) {
      return namedAfter(mutated, near)
    }
  }
  return specs
}

/** `money.ts`: `money.unit.spec.ts`, `money.property.unit.spec.ts` */
function namedAfter(mutated, specs) {
  const name = basename(mutated, ".ts")
  const named = specs.filter((spec) => basename(spec).startsWith(`${name}.`))
  return named.length > 0 ? named : specs
}

module.exports = { nearestSpecs }
