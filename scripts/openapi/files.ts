import { format } from "prettier"
import { openApiDocument } from "./document"
import { typesSource } from "./types"

/** What is generated, by the path it is committed at. */
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
