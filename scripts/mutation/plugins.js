/** What the mutation tests add to Stryker, see stryker.config.mjs. */
const { mkdirSync, writeFileSync } = require("node:fs")
const { dirname, relative } = require("node:path")
const { nearestSpecs } = require("./nearest-specs")

/** Writes down for `filter.js` which spec files judge which mutant. */
class Judges {
  #specsOf = new Map()

  onDryRunCompleted({ result }) {
    for (const { id, fileName } of result.tests) {
      this.#specsOf.set(id, (this.#specsOf.get(id) ?? new Set()).add(fileName))
    }
  }

  onMutationTestingPlanReady({ mutantPlans }) {
    const judges = {}
    for (const { plan, mutant, runOptions } of mutantPlans) {
      if (plan === "Run" && runOptions.testFilter) {
        const specs = runOptions.testFilter.flatMap((id) => [
          ...(this.#specsOf.get(id) ?? []),
        ])
        const near = nearestSpecs(mutant.fileName, [...new Set(specs)])
        judges[mutant.id] = near.map((spec) => relative("", spec))
      }
    }
    const file = process.env.MUTATION_JUDGES
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(judges))
  }
}

/** Words with a space between them: no code, key or header looks like that. */
const SENTENCE = /\p{L}[,.:;]? \p{L}/u

/**
 * Leaves out sentences for people: a test that pins one, word by word, fails
 * when it is written better. Codes stay in, and so do a sentence that is
 * compared with something, and one with a decision inside.
 */
const wording = {
  shouldIgnore(path) {
    return SENTENCE.test(textOf(path.node)) && !isCompared(path)
      ? "a sentence for people"
      : undefined
  },
}

function textOf(node) {
  switch (node.type) {
    case "StringLiteral":
      return node.value
    case "TemplateLiteral":
      return node.expressions.every(isPlain)
        ? node.quasis.map(({ value }) => value.raw).join("…")
        : ""
    default:
      return ""
  }
}

/** A value that is put in as it is, or shown by a function. */
function isPlain({ type, property, computed, callee, arguments: args }) {
  switch (type) {
    case "Identifier":
    case "StringLiteral":
      return true
    case "MemberExpression":
      return !computed || isPlain(property)
    case "CallExpression":
      return isPlain(callee) && args.every(isPlain)
    default:
      return false
  }
}

/** `a === "…"`, `text.includes("…")` */
function isCompared({ node, parent }) {
  return (
    parent.type === "BinaryExpression" ||
    parent.type === "SwitchCase" ||
    (parent.type === "CallExpression" &&
      parent.callee.type === "MemberExpression" &&
      parent.arguments.includes(node))
  )
}

exports.strykerPlugins = [
  { kind: "Reporter", name: "judges", injectableClass: Judges },
  { kind: "Ignore", name: "wording", value: wording },
]
