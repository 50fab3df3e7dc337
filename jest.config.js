const transform = {
  "^.+\\.[jt]s$": swc({}),
  "^.+\\.tsx$": swc({ tsx: true }),
}

/**
 * One suite at a time, chosen by TEST_TYPE. `npm test -- <suite>` starts what
 * a suite needs (PostgreSQL, NODE_OPTIONS) and then comes here.
 */
const suites = {
  unit: {
    testMatch: [
      "src/**/__tests__/**/*.unit.spec.ts?(x)",
      "sandbox/**/__tests__/**/*.spec.ts",
      "demo/**/__tests__/**/*.spec.ts",
      "examples/**/__tests__/**/*.spec.ts",
      "scripts/**/__tests__/**/*.spec.ts",
      "benchmarks/**/__tests__/**/*.spec.ts",
    ],
    testTimeout: 10_000,
    ...withLazyBarrels(),
  },
  modules: { ...integration("modules"), ...withLazyBarrels() },
  http: {
    ...integration("http"),
    filter: "<rootDir>/scripts/shared-stores.js",
    testSequencer: "<rootDir>/scripts/shared-first.js",
  },
  resilience: integration("resilience"),
  processes: integration("processes"),
  redis: integration("redis"),
  pgbouncer: integration("pgbouncer"),
  browser: integration("browser"),
  package: {
    ...integration("package"),
    globalSetup: "<rootDir>/integration-tests/package/support/packed-once.ts",
    globalTeardown:
      "<rootDir>/integration-tests/package/support/remove-packed.ts",
  },
}

function integration(name) {
  return {
    testMatch: [`integration-tests/${name}/**/*.spec.ts`],
    setupFiles: ["<rootDir>/integration-tests/setup.js"],
    // A store needs about 20 s to boot, and jest applies this to hooks too.
    testTimeout: 120_000,
  }
}

/** See scripts/lazy-barrels.js. A store that is booted needs them whole. */
function withLazyBarrels() {
  const barrels = "@medusajs/[^/]+/dist/(.*/)?(index|deps/[^/]+)\\.js$"
  return {
    transform: {
      [`/node_modules/${barrels}`]: "<rootDir>/scripts/lazy-barrels.js",
      ...transform,
    },
    transformIgnorePatterns: [`/node_modules/(?!${barrels})`],
  }
}

function swc(parser) {
  return [
    "@swc/jest",
    {
      jsc: {
        target: "es2021",
        parser: { syntax: "typescript", decorators: true, ...parser },
        transform: {
          legacyDecorator: true,
          decoratorMetadata: true,
          react: { runtime: "automatic" },
        },
      },
    },
  ]
}

const name = process.env.TEST_TYPE ?? "unit"
const suite = suites[name]

if (!suite) {
  throw new Error(
    `TEST_TYPE is "${name}": set it to one of ${Object.keys(suites).join(", ")}`
  )
}

module.exports = {
  // Suites run at the same time: each remembers its own files and times.
  id: name,
  displayName: name,
  testEnvironment: "node",
  // Two cores have time for three: much of it is waiting.
  maxWorkers: 3,
  moduleFileExtensions: ["js", "ts", "tsx", "json"],
  modulePathIgnorePatterns: ["<rootDir>/.cache/", "<rootDir>/.medusa/"],
  // The examples read as in a store of one's own, and run against src.
  moduleNameMapper: {
    "^medusa-plugin-cancellation/provider-kit$":
      "<rootDir>/src/provider-kit/index.ts",
  },
  runtime: "<rootDir>/scripts/compile-once.js",
  transform,
  ...suite,
  testMatch: suite.testMatch.map((pattern) => `<rootDir>/${pattern}`),
}
