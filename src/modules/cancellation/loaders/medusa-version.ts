import { readFileSync } from "node:fs"
import { LoaderOptions } from "@medusajs/framework/types"
import { LOG_PREFIX } from "../core/log-prefix"
import { untestedMedusa } from "../core/untested-medusa"

/** Warns once, at boot, where nobody has tried this Medusa with the plugin. */
export default async ({
  logger,
}: Pick<LoaderOptions, "logger">): Promise<void> => {
  const { version } = manifestOf("@medusajs/medusa")
  const { homepage } = manifestOf("medusa-plugin-cancellation")
  const warning = version && homepage && untestedMedusa(version, homepage)
  if (warning) {
    logger?.warn(`${LOG_PREFIX} ${warning}`)
  }
}

/** Empty where it can't be read: no store must fail to boot for a warning. */
const manifestOf = (name: string): { version?: string; homepage?: string } => {
  try {
    const path = require.resolve(`${name}/package.json`)
    return JSON.parse(readFileSync(path, "utf8")) as { version?: string }
  } catch {
    return {}
  }
}
