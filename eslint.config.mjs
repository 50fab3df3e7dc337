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
        project: ["./tsconfig.check.json", "./src/admin/tsconfig.json"],
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
      "no-restricted-syntax": [
        "error",
        {
          selector: "TSEnumDeclaration",
          message: "Use a union of string literals.",
        },
      ],
    },
  },

  {
    files: ["src/**/*.{ts,tsx}"],
    rules: { "no-console": "error" },
  },

  {
    // These know nothing of HTTP statuses: an error here is for the operator
    // at boot, or for the dispatcher, never for the caller of a route. And
    // amounts here are in the provider's unit.
    files: [
      "src/provider-kit/**/*.ts",
      "src/providers/**/*.ts",
      "src/modules/*/loaders/**/*.ts",
    ],
    rules: {
      "@medusajs/use-medusa-error-not-generic-error": "off",
      "@medusajs/prices-in-major-units": "off",
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
