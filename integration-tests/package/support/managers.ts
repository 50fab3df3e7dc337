import { execFileSync } from "node:child_process"
import { join } from "node:path"
import { type Child, start, startNode } from "./command"
import { documentedCode } from "./documented"
import { ROOT } from "./packed-plugin"

const PACKAGES = join(ROOT, "node_modules")

export type Manager = "npm" | "pnpm" | "yarn"

/** The files that a store has for its package manager. */
export const settingsOf = (manager: Manager): Record<string, string> => {
  switch (manager) {
    case "npm":
      return {}
    case "pnpm":
      return {
        ".npmrc": documentedCode(
          "docs/store-owners.md",
          "public-hoist-pattern"
        ),
      }
    case "yarn":
      return {
        ".yarnrc.yml": "nodeLinker: node-modules\nenableTelemetry: false\n",
        // Without it Yarn looks for a project in the folders above.
        "yarn.lock": "",
      }
  }
}

export const startInstall = (manager: Manager, folder: string): Child => {
  switch (manager) {
    case "npm":
      return start(
        "npm",
        [
          ...["install", "--prefer-offline", "--no-audit", "--no-fund"],
          "--loglevel=error",
        ],
        { cwd: folder }
      )
    case "pnpm":
      return startNode(
        [join(PACKAGES, "pnpm/bin/pnpm.cjs"), "install", "--prefer-offline"],
        { cwd: folder }
      )
    case "yarn":
      return startNode(
        [join(PACKAGES, "@yarnpkg/cli-dist/bin/yarn.js"), "install"],
        {
          cwd: folder,
          env: {
            // Yarn has a registry of its own, and takes none from npm.
            YARN_NPM_REGISTRY_SERVER: registry(),
            YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
          },
        }
      )
  }
}

const registry = (): string =>
  execFileSync("npm", ["config", "get", "registry"], {
    encoding: "utf8",
  }).trim()
