/// <reference types="node" />
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import * as ts from "typescript"

const SOURCES = join(__dirname, "..", "..", "..")

/** Where errors of attempts come from: the core, the kit and the providers. */
const FOLDERS = ["modules", "provider-kit", "providers"]

const NOT_THEIRS = /__tests__|__fixtures__|test-runner|options\.ts$/

const NAMES = ["code", "cause"]

const parsed = (): ts.SourceFile[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(join(SOURCES, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !NOT_THEIRS.test(path))
      .map((path) => join(SOURCES, folder, path))
  ).map((path) =>
    ts.createSourceFile(
      path,
      readFileSync(path, "utf8"),
      ts.ScriptTarget.Latest,
      true
    )
  )

const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

const isNamedSo = (name: ts.Node): boolean =>
  ts.isIdentifier(name) && NAMES.includes(name.text)

/** The name under which a function is called. */
const calledAs = (node: ts.SignatureDeclaration): string | null => {
  const name =
    node.name ??
    (ts.isVariableDeclaration(node.parent) ? node.parent.name : null)
  return name && ts.isIdentifier(name) ? name.text : null
}

/** Functions that take a code, and as which of their arguments. */
const takersIn = (files: ts.SourceFile[]): Map<string, number> => {
  const takers = new Map<string, number>()
  files.forEach((file) =>
    walk(file, (node) => {
      if (ts.isFunctionLike(node)) {
        const place = node.parameters.findIndex(({ name }) => isNamedSo(name))
        const name = calledAs(node)
        if (place >= 0 && name) {
          takers.set(name, place)
        }
      }
    })
  )
  return takers
}

/** The codes that a value, or a type, may be. */
const literalsOf = (node: ts.Node | undefined): string[] => {
  if (!node) {
    return []
  }
  if (ts.isStringLiteral(node)) {
    return /^[a-z][a-z0-9_]*$/.test(node.text) ? [node.text] : []
  }
  if (ts.isConditionalExpression(node)) {
    return [node.whenTrue, node.whenFalse].flatMap(literalsOf)
  }
  if (ts.isBinaryExpression(node)) {
    return [node.left, node.right].flatMap(literalsOf)
  }
  if (ts.isUnionTypeNode(node)) {
    return node.types.flatMap(literalsOf)
  }
  return ts.isLiteralTypeNode(node) ? literalsOf(node.literal) : []
}

/** The codes that the sources give to the errors of attempts. */
export const givenCodes = (): string[] => {
  const files = parsed()
  const takers = takersIn(files)
  const found = new Set<string>()
  const add = (node: ts.Node | undefined) =>
    literalsOf(node).forEach((code) => found.add(code))
  files.forEach((file) =>
    walk(file, (node) => {
      if (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) {
        add(isNamedSo(node.name) ? node.initializer : undefined)
      } else if (ts.isPropertySignature(node)) {
        add(isNamedSo(node.name) ? node.type : undefined)
      } else if (ts.isCallExpression(node)) {
        const place = takers.get(node.expression.getText())
        add(place === undefined ? undefined : node.arguments[place])
      }
    })
  )
  return [...found].sort()
}
