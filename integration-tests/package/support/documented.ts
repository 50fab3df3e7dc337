import { readFileSync } from "node:fs"
import { join } from "node:path"

const ROOT = join(__dirname, "../../..")

/**
 * The code block of a document that begins with this line, so that the tests
 * run what the documents tell people to write.
 */
export const documentedCode = (document: string, firstLine: string): string => {
  const found = blocksOf(document).find((block) => block.startsWith(firstLine))
  if (found === undefined) {
    throw new Error(
      `${document} has no code block that begins with "${firstLine}": where ` +
        "did it go?"
    )
  }
  return found
}

/** The arguments of each `npx medusa …` in a document. */
export const documentedCommands = (document: string): string[][] =>
  blocksOf(document)
    .flatMap((block) => block.split("\n"))
    .filter((line) => line.startsWith("npx medusa "))
    .map((line) => line.split(" ").slice(2))

const blocksOf = (document: string): string[] =>
  [
    ...readFileSync(join(ROOT, document), "utf8").matchAll(
      /^```[a-z]+\n(.*?)^```$/gms
    ),
  ].map(([, block]) => block ?? "")
