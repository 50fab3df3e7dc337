import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { PackedPlugin } from "./packed-plugin"

interface Manifest {
  name: string
  version: string
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
}

const REACT = { react: "^19.0.0", "react-dom": "^19.0.0" }

const MEDUSA = "2.23.0"

/** What Medusa 2.23 asks for, as far as it decides which React there is. */
const STAND_INS: Manifest[] = [
  ...["framework", "admin-sdk", "js-sdk"].map((name) => ({
    name: `@medusajs/${name}`,
    version: MEDUSA,
  })),
  { name: "@medusajs/medusa", version: MEDUSA, peerDependencies: REACT },
  { name: "@medusajs/icons", version: MEDUSA, peerDependencies: REACT },
  { name: "@medusajs/ui", version: "4.3.0", peerDependencies: REACT },
]

/**
 * A store with React 19, and with empty packages in place of a Medusa that is
 * built on it. Nothing of it runs: it shows what npm thinks of the peers.
 */
export const writeStoreOfTomorrow = (
  parent: string,
  { tarball, manifest }: PackedPlugin
): { folder: string; installed: (name: string) => string } => {
  const folder = join(parent, "store-of-tomorrow")
  for (const standIn of STAND_INS) {
    writeManifest(join(folder, "stand-ins", standIn.name), standIn)
  }
  writeManifest(folder, {
    name: "store-of-tomorrow",
    version: "0.0.1",
    dependencies: {
      ...Object.fromEntries(
        STAND_INS.map(({ name }) => [name, `file:stand-ins/${name}`])
      ),
      ...REACT,
      "@tanstack/react-query": "5.64.2",
      "react-i18next": "13.5.0",
      "react-router-dom": "7.18.2",
      [manifest.name]: `file:${tarball}`,
    },
  })
  // Copies the stand-ins as if they came from a registry, peers and all.
  writeFileSync(join(folder, ".npmrc"), "install-links=true\n")
  return {
    folder,
    installed: (name) =>
      (
        JSON.parse(
          readFileSync(
            join(folder, "node_modules", name, "package.json"),
            "utf8"
          )
        ) as Manifest
      ).version,
  }
}

const writeManifest = (folder: string, manifest: Manifest): void => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest))
}
