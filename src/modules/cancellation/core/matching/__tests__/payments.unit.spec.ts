import { namesProvider } from "../payments"

describe("a payment provider names a provider of ours", () => {
  it.each([
    ["pp_aplazame", "aplazame"],
    ["pp_aplazame_aplazame", "aplazame"],
    ["pp_aplazame_es", "aplazame"],
    ["pp_bnpl_aplazame", "aplazame"],
    ["pp_aplazame_es", "aplazame_es"],
    ["pp_aplazame_es", "pp_aplazame_es"],
  ])("%s names %s", (payment, provider) => {
    expect(namesProvider(payment, provider)).toBe(true)
  })

  it.each([
    ["pp_system_default", "aplazame"],
    ["pp_aplazamento", "aplazame"],
    ["pp_my-aplazame", "aplazame"],
    ["pp_a_aplazame_b", "aplazame"],
    ["pp_aplazame", "aplazame_es"],
    ["pp_aplazame", "pp"],
  ])("%s does not name %s", (payment, provider) => {
    expect(namesProvider(payment, provider)).toBe(false)
  })
})
