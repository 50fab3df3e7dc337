import { mkdtempSync } from "node:fs"
import { rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type PackedPlugin, packedPlugin, packPlugin } from "./packed-plugin"

/** Jest's workers are started after this was set, and inherit it. */
const VARIABLE = "CANCELLATION_PACKED_IN"

/** Packs the plugin before the first spec file, and once for all of them. */
export default async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "cancellation-packed-"))
  process.env[VARIABLE] = folder
  await packPlugin(folder).catch(async (error: unknown) => {
    await removePacked()
    throw error
  })
}

export const packedOnce = (): PackedPlugin =>
  packedPlugin(process.env[VARIABLE] ?? "")

export const removePacked = (): Promise<void> =>
  rm(process.env[VARIABLE] ?? "", { recursive: true, force: true })
