import { nearestSpecs } from "../mutation/nearest-specs"

const kit = "/root/src/provider-kit"
const own = `${kit}/mask/__tests__/mask-secrets.unit.spec.ts`
const parent = `${kit}/__tests__/redact.unit.spec.ts`
const user = "/root/src/providers/climes/__tests__/service.unit.spec.ts"

describe("a mutant is judged by", () => {
  it.each([
    ["the specs beside it", [user, parent, own], [own]],
    ["else those of the folder above", [user, parent], [parent]],
    ["else those of whoever uses it", [user], [user]],
    ["none, where none reaches it", [], []],
  ])("%s", (_, specs, judges) => {
    expect(nearestSpecs(`${kit}/mask/forms.ts`, specs)).toEqual(judges)
  })

  it("all specs that are equally near", () => {
    const other = `${kit}/mask/__tests__/unescape.unit.spec.ts`

    expect(nearestSpecs(`${kit}/mask/forms.ts`, [own, parent, other])).toEqual([
      own,
      other,
    ])
  })

  it("those named after its file, where there are some", () => {
    const named = ["money", "money.property"].map(
      (name) => `${kit}/__tests__/${name}.unit.spec.ts`
    )
    const others = [parent, `${kit}/__tests__/money-bags.unit.spec.ts`]

    expect(nearestSpecs(`${kit}/money.ts`, [...named, ...others])).toEqual(
      named
    )
  })

  it("no spec of a folder with a longer name", () => {
    const longer = "/root/src/provider-kit-old/__tests__/money.unit.spec.ts"

    expect(nearestSpecs(`${kit}/money.ts`, [longer, parent])).toEqual([parent])
  })
})
