import { format } from "prettier"
import { openApiDocument } from "./document"
import { typesSource } from "./types"

/** The generated files, by their paths in the repository. */
export const generatedFiles = async (): Promise<Record<string, string>> => ({
  "docs/openapi.json": await format(JSON.stringify(openApiDocument()), {
    parser: "json",
  }),
  "src/types/index.ts": await format(typesSource(), {
    parser: "typescript",
    semi: false,
    trailingComma: "es5",
  }),
})
