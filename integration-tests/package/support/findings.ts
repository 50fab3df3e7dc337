import { finish, startNode } from "./command"
import type { Finding } from "./lint-tarball"
import { type PackedPlugin, ROOT } from "./packed-plugin"

/** Everything that can be imported, with patterns expanded. */
export const entryPointsOf = ({ manifest, paths }: PackedPlugin): string[] =>
  Object.entries(manifest.exports)
    .filter(([name]) => name !== "./package.json")
    .flatMap(([name, target]) =>
      name.includes("*") ? writtenOut(name, String(target), paths) : [name]
    )

const writtenOut = (
  name: string,
  target: string,
  paths: string[]
): string[] => {
  const [before = "", after = ""] = target.replace("./", "").split("*")
  return paths
    .filter((path) => path.startsWith(before) && path.endsWith(after))
    .map((path) => path.slice(before.length, -after.length))
    .filter((word) => !word.includes("/"))
    .map((word) => name.replace("*", word))
}

/** What publint and are-the-types-wrong find, without what is intended. */
export const findingsIn = async (plugin: PackedPlugin): Promise<Finding[]> => {
  const output = await finish(
    "lint-tarball",
    startNode(
      [
        "--import=tsx",
        require.resolve("./lint-tarball.ts"),
        plugin.tarball,
        ...entryPointsOf(plugin),
      ],
      { cwd: ROOT }
    )
  )
  return (JSON.parse(output) as Finding[]).filter((one) => !isMeantSo(one))
}

const isMeantSo = ({ by, code, where, detail }: Finding): boolean => {
  switch (`${by} ${code}`) {
    // `moduleResolution: node10` knows no `exports`, and can't import Medusa
    // itself either: a store's tsconfig.json says Node16.
    case "attw NoResolution":
      return detail === "node10"
    // Medusa takes a module or a provider by its default export, which its way
    // of loading finds. Nobody else imports them.
    case "attw CJSOnlyExportsDefault":
      return /\/src\/(modules|providers)\/\w+\/index\.js$/.test(where)
    default:
      return false
  }
}
