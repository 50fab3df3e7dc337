/**
 * `npm run test:mutation` breaks the code in thousands of places, one at a
 * time, and asks whether a test notices. See CONTRIBUTING.md for when to run
 * it.
 */
import { rmSync } from "node:fs"
import { resolve } from "node:path"

// Handed to `scripts/mutation`, in processes that Stryker starts.
process.env.MUTATION_JUDGES = resolve(".cache/mutation/judges.json")
rmSync(process.env.MUTATION_JUDGES, { force: true })

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  // Where a wrong line costs money: what is decided, what is sent, and how a
  // provider's answer is read.
  mutate: [
    "src/modules/cancellation/core/**/*.ts",
    "src/provider-kit/**/*.ts",
    "src/providers/*/{answers,fate,path-answers,perhaps-voided,prepare,proofs,reconsider,record,total,why-not}.ts",
    "!**/{__tests__,__fixtures__,test-runner}/**",
  ],
  // The unit specs beside them. That Stryker has no other reason to notice
  // is what this measures: a suite that boots a store notices late.
  testFiles: [
    "src/modules/cancellation/core/**/*.unit.spec.ts",
    "src/provider-kit/**/*.unit.spec.ts",
    "src/providers/**/*.unit.spec.ts",
  ],
  testRunner: "jest",
  testRunnerNodeArgs: ["--experimental-vm-modules"],
  jest: {
    projectType: "custom",
    configFile: "jest.config.js",
    config: {
      roots: ["<rootDir>/src"],
      filter: "<rootDir>/scripts/mutation/filter.js",
    },
    // The filter knows more: which spec files reached the mutant.
    enableFindRelatedTests: false,
  },
  appendPlugins: ["./scripts/mutation/plugins.js"],
  coverageAnalysis: "perTest",
  // What runs once, when a file is loaded, belongs to no test: each such
  // mutant would cost a run of everything. They are tables and patterns.
  ignoreStatic: true,
  ignorers: ["wording"],
  // A mutant that hangs is stopped after that, and one on a busy machine not.
  timeoutMS: 15_000,
  thresholds: { high: 95, low: 90, break: 90 },
  incremental: true,
  incrementalFile: ".cache/mutation/incremental.json",
  tempDirName: ".cache/mutation/sandbox",
  ignorePatterns: [".cache", "coverage", "docs", ".medusa"],
  reporters: ["judges", "progress", "clear-text", "html", "json"],
  clearTextReporter: { reportTests: false, logTests: false },
  htmlReporter: { fileName: ".cache/mutation/report.html" },
  jsonReporter: { fileName: ".cache/mutation/report.json" },
  concurrency: 2,
}
