import { spawnSync } from "node:child_process"
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { dirname, join } from "node:path"
import { finish, start } from "./command"

/** What `npm pack` told of the tarball. */
const PACKED = "packed.json"

export const ROOT = realpathSync(join(__dirname, "../../.."))

export interface PackedPlugin {
  /** Path of the tarball. */
  tarball: string
  /** Bytes of the tarball. */
  size: number
  /** Bytes of its unpacked content. */
  unpackedSize: number
  /** The paths of its files. */
  paths: string[]
  read(path: string): string
  manifest: Manifest
}

export interface Manifest {
  name: string
  version: string
  exports: Record<string, unknown>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

/**
 * Builds and packs a copy of the checkout with its uncommitted changes, because
 * the checkout's own build may be in use or out of date.
 */
export const packPlugin = async (folder: string): Promise<void> => {
  copyCheckout(folder)
  await finish(
    "npm run build",
    start("npm", ["run", "build", "--loglevel=error"], { cwd: folder })
  )
  const stdout = await finish(
    "npm pack",
    start("npm", ["pack", "--json", "--loglevel=error"], { cwd: folder })
  )
  writeFileSync(join(folder, PACKED), stdout)
}

/** What `packPlugin` has made. */
export const packedPlugin = (folder: string): PackedPlugin => {
  const read = (path: string): string =>
    readFileSync(join(folder, path), "utf8")
  const [packed] = JSON.parse(read(PACKED)) as [
    {
      filename: string
      size: number
      unpackedSize: number
      files: { path: string }[]
    },
  ]
  return {
    tarball: join(folder, packed.filename),
    size: packed.size,
    unpackedSize: packed.unpackedSize,
    paths: packed.files.map(({ path }) => path),
    read,
    manifest: JSON.parse(read("package.json")) as Manifest,
  }
}

const copyCheckout = (folder: string): void => {
  const { stdout, status } = spawnSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "-z"],
    { cwd: ROOT, encoding: "utf8", maxBuffer: 64 * 1_024 * 1_024 }
  )
  if (status !== 0) {
    throw new Error("The package is built from a checkout: clone it with git.")
  }
  for (const path of stdout.split("\0")) {
    // A deleted file is listed until its deletion is committed.
    if (path && existsSync(join(ROOT, path))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      cpSync(join(ROOT, path), join(folder, path))
    }
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"))
}
