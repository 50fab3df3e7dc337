/**
 * Writes what publint and are-the-types-wrong find in a tarball, as JSON. It is
 * its own program, because both are ES modules, which jest can't import.
 */
import { readFileSync } from "node:fs"

export interface Finding {
  by: "publint" | "attw"
  code: string
  /** The entry point or the file that it is about, if any. */
  where: string
  detail: string
}

const main = async (tarball: string, entryPoints: string[]): Promise<void> => {
  const data = new Uint8Array(readFileSync(tarball))
  const findings = [
    ...(await byPublint(data)),
    ...(await byAttw(data, entryPoints)),
  ]
  process.stdout.write(JSON.stringify(findings))
}

const byPublint = async (data: Uint8Array<ArrayBuffer>): Promise<Finding[]> => {
  const { publint } = await import("publint")
  const { formatMessage } = await import("publint/utils")
  const { messages, pkg } = await publint({
    pack: { tarball: data.slice().buffer },
    strict: true,
  })
  return messages.map((message) => ({
    by: "publint",
    code: message.code,
    where: message.path.join("."),
    detail: formatMessage(message, pkg, { color: false }) ?? "",
  }))
}

const byAttw = async (
  data: Uint8Array,
  entrypoints: string[]
): Promise<Finding[]> => {
  const { checkPackage, createPackageFromTarballData } =
    await import("@arethetypeswrong/core")
  const result = await checkPackage(createPackageFromTarballData(data), {
    entrypoints,
  })
  if (!result.types) {
    return [{ by: "attw", code: "NoTypes", where: "", detail: "no types" }]
  }
  return result.problems.map((problem) => ({
    by: "attw",
    code: problem.kind,
    where:
      "entrypoint" in problem
        ? problem.entrypoint
        : "fileName" in problem
          ? problem.fileName
          : "",
    detail: "resolutionKind" in problem ? problem.resolutionKind : "",
  }))
}

const [tarball = "", ...entryPoints] = process.argv.slice(2)

main(tarball, entryPoints).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
