import { mkdtempSync, rmSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

const ROOT = resolve(__dirname, "../../..")

export interface StoreFolder {
  path: string
  remove(): void
}

/**
 * Medusa takes the folder in which it is started for the store, and its
 * medusa-config for the configuration. This folder is the repository, with
 * another configuration.
 *
 * @param config - the path of its `medusa-config.ts`
 */
export const createStoreFolder = (config: string): StoreFolder => {
  const path = mkdtempSync(join(tmpdir(), "cancellation-store-"))
  const links = {
    "medusa-config.ts": config,
    src: join(ROOT, "src"),
    "tsconfig.json": join(ROOT, "tsconfig.json"),
    "package.json": join(ROOT, "package.json"),
    node_modules: join(ROOT, "node_modules"),
  }
  for (const [name, target] of Object.entries(links)) {
    symlinkSync(target, join(path, name))
  }
  return {
    path,
    // Removes the links, not what they point to.
    remove: () => {
      rmSync(path, { recursive: true, force: true })
    },
  }
}
