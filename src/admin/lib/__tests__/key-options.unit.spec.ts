import { optionsSchema as akinon } from "../../../providers/akinon/options"
import { optionsSchema as aplazame } from "../../../providers/aplazame/options"
import { optionsSchema as climes } from "../../../providers/climes/options"
import { optionsSchema as fungies } from "../../../providers/fungies/options"
import { keyOptionsOf } from "../key-options"

describe("the options to look at where a key was refused", () => {
  it.each(Object.entries({ akinon, aplazame, climes, fungies }))(
    "are options that %s has",
    (identifier, schema) => {
      const options = keyOptionsOf(identifier) ?? []
      expect(options).not.toEqual([])
      const { error } = schema.safeParse(
        Object.fromEntries(options.map((name) => [name, null]))
      )
      expect(
        error?.issues.filter(({ code }) => code === "unrecognized_keys")
      ).toEqual([])
    }
  )

  it("are not known of another package's provider", () => {
    expect(keyOptionsOf("from_a_package")).toBeNull()
    expect(keyOptionsOf(null)).toBeNull()
  })
})
