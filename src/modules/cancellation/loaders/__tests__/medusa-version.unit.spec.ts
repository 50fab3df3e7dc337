import fs from "node:fs"
import { version as installed } from "@medusajs/medusa/package.json"
import warnOfUntestedMedusa from "../medusa-version"

const read = fs.readFileSync

/** What the operator reads at boot, if this is what package.json says. */
const warningsAt = async (medusa: () => string): Promise<string[]> => {
  jest
    .spyOn(fs, "readFileSync")
    .mockImplementation((path, ...options) =>
      String(path).endsWith("@medusajs/medusa/package.json")
        ? medusa()
        : read(path, ...options)
    )
  const warn = jest.fn<unknown, [string]>()
  await warnOfUntestedMedusa({ logger: { warn } as never })
  return warn.mock.calls.map(([line]) => line)
}

afterEach(() => jest.restoreAllMocks())

it("an operator is warned once of a Medusa that nobody has tried, and told where the table is", async () => {
  const { homepage } = JSON.parse(read("package.json", "utf8")) as {
    homepage: string
  }
  expect(await warningsAt(() => '{ "version": "2.99.0" }')).toEqual([
    expect.stringMatching(
      /^medusa-plugin-cancellation: Medusa 2\.99\.0 is outside /
    ),
  ])
  expect(await warningsAt(() => '{ "version": "2.99.0" }')).toEqual([
    expect.stringContaining(
      homepage.replace("#readme", "/blob/main/docs/compatibility.md")
    ),
  ])
})

it("the Medusa of this checkout is a tested one", async () => {
  expect(await warningsAt(() => `{ "version": "${installed}" }`)).toEqual([])
})

it.each([
  [
    "is not there",
    () => {
      throw new Error("ENOENT")
    },
  ],
  ["can't be read", () => "{"],
  ["says nothing", () => "{}"],
])(
  "nothing stops, and nothing is said, where Medusa's package.json %s",
  async (_, medusa) => {
    expect(await warningsAt(medusa)).toEqual([])
  }
)
