import { execFileSync } from "node:child_process"

// Node loads the whole barrel, perhaps on a busy machine.
jest.setTimeout(60_000)

/** The names as Node loads them, without jest. */
const namesInNode = (barrel: string): string[] =>
  JSON.parse(
    execFileSync(
      process.execPath,
      [
        "-e",
        "console.log(JSON.stringify(Object.keys(require(process.argv[1]))))",
        barrel,
      ],
      { encoding: "utf8" }
    )
  ) as string[]

/** The loaded modules that aren't this package's own files. */
const loaded = (): string[] =>
  Object.keys(require.cache).filter((path) => path.includes("node_modules"))

describe("a barrel of Medusa, in the unit tests,", () => {
  it("has the names that it has in a store", async () => {
    const utils = await import("@medusajs/framework/utils")
    const names = namesInNode("@medusajs/framework/utils")

    expect(names.length).toBeGreaterThan(500)
    expect(Object.keys(utils).sort()).toEqual(names.sort())
  })

  it("loads what is used of it, and little else", async () => {
    const before = loaded().length
    const { MedusaError } = await import("@medusajs/framework/utils")
    const error = new MedusaError(MedusaError.Types.NOT_FOUND, "gone")

    expect(error).toMatchObject({ type: "not_found", message: "gone" })
    expect(loaded().length - before).toBeLessThan(20)
    expect(loaded()).not.toContainEqual(expect.stringContaining("mikro-orm"))
  })

  it("gives whoever asks the same thing, by whichever way", async () => {
    const { Modules, ModulesSdkUtils } =
      await import("@medusajs/framework/utils")

    expect(Modules.ORDER).toBe("order")
    expect(ModulesSdkUtils.Modules).toBe(Modules)
  })
})
