import medusa from "@medusajs/eslint-plugin"
import { defineConfig } from "eslint/config"
import tseslint from "typescript-eslint"

// Medusa's preset begins with a block that ignores every test: ours are linted.
const medusaRules = medusa.configs.strict.filter(
  (block) => Object.keys(block).join() !== "ignores"
)

const noMedusaRules = Object.fromEntries(
  Object.keys(medusa.rules).map((rule) => [`@medusajs/${rule}`, "off"])
)

const tests = [
  "**/__tests__/**/*.{ts,tsx}",
  "**/__fixtures__/**/*.{ts,tsx}",
  "integration-tests/**/*.ts",
]

const noEnums = {
  selector: "TSEnumDeclaration",
  message: "Use a union of string literals.",
}

const noRefusalWithoutCode = {
  selector:
    "NewExpression[callee.name='MedusaError'][arguments.length<3]:not([arguments.0.property.name='UNEXPECTED_STATE'])",
  message: "Take it from errors.ts: a refusal has a code of core/refusal.ts.",
}

/**
 * What each room of the module may not know of: arrows go down only, from the
 * operations and the dispatcher to the ledger and the providers, and from all of
 * these to the core. docs/architecture.md says what each is for.
 */
const walls = {
  core: ["ledger", "providers", "border", "dispatcher", "operations", "errors"],
  ledger: ["providers", "border", "dispatcher", "operations", "errors"],
  border: ["ledger", "providers", "dispatcher", "operations", "errors"],
  providers: ["ledger", "dispatcher", "operations", "errors"],
  dispatcher: ["operations", "errors"],
  operations: ["dispatcher"],
}

const noEntry = (rooms, message) => [
  "error",
  {
    patterns: [
      {
        group: rooms.flatMap((room) => [`../**/${room}`, `../**/${room}/**`]),
        message,
      },
    ],
  },
]

export default defineConfig(
  {
    ignores: [
      "**/node_modules/**",
      "**/.medusa/**",
      ".cache/**",
      "coverage/**",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },

  ...medusaRules,

  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: {
        // With the types of React 19, which say what is deprecated there.
        project: ["./tsconfig.check.json", "./src/admin/tsconfig.react19.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { args: "none", ignoreRestSiblings: true },
      ],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true },
      ],
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { attributes: false } },
      ],
      // A provider without constructor arguments or state is still a class.
      "@typescript-eslint/no-extraneous-class": "off",
      // Medusa wants async where a promise is expected, awaited in it or not.
      "@typescript-eslint/require-await": "off",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-restricted-syntax": ["error", noEnums],
    },
  },

  {
    files: ["src/**/*.{ts,tsx}"],
    rules: { "no-console": "error" },
  },

  {
    // These know nothing of HTTP statuses: an error here is for the operator
    // at boot, or for the dispatcher, never for the caller of a route. And
    // amounts here are in the provider's unit. The client runs in a browser.
    files: [
      "src/client/**/*.ts",
      "src/provider-kit/**/*.ts",
      "src/providers/**/*.ts",
      "src/modules/*/loaders/**/*.ts",
    ],
    rules: {
      "@medusajs/use-medusa-error-not-generic-error": "off",
      "@medusajs/prices-in-major-units": "off",
    },
  },

  ...Object.entries(walls).map(([room, closed]) => ({
    files: [`src/modules/cancellation/${room}/**/*.ts`],
    ignores: tests,
    rules: {
      "no-restricted-imports": noEntry(
        [...closed, "service", "loaders", "models", "workflows", "api"],
        `${room}/ doesn't know of it, see "walls" in eslint.config.mjs.`
      ),
    },
  })),

  {
    files: ["src/**/*.ts"],
    ignores: tests,
    rules: { "no-restricted-syntax": ["error", noEnums, noRefusalWithoutCode] },
  },

  {
    // Refusals are the operations' to throw: what is pure says them in words.
    files: ["src/modules/cancellation/{core,ledger,border}/**/*.ts"],
    ignores: tests,
    rules: {
      "no-restricted-syntax": [
        "error",
        noEnums,
        {
          selector: "ImportSpecifier[imported.name='MedusaError']",
          message: "Give the refusal in words; operations/ throws it.",
        },
      ],
    },
  },

  {
    // One can be taken out and live in a package of its own.
    files: ["src/providers/**/*.ts", "src/provider-kit/**/*.ts"],
    ignores: tests,
    rules: {
      "no-restricted-imports": noEntry(
        ["modules", "workflows", "api"],
        "A provider knows the provider kit only."
      ),
    },
  },

  {
    files: tests,
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/unbound-method": "off",
      "no-console": "off",
    },
  },

  {
    // Medusa's conventions hold for what Medusa loads.
    files: [
      ...tests,
      "*.{js,mjs,ts}",
      "{scripts,sandbox,demo,benchmarks,integration-tests}/**",
    ],
    rules: noMedusaRules,
  }
)
