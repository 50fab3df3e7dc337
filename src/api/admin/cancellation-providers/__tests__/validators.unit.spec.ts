import { validateBody } from "../../../utils/__fixtures__/validate"
import { AdminPauseProvider, AdminResumeProvider } from "../validators"

it("a provider is paused with a reason or without", async () => {
  expect(await validateBody(AdminPauseProvider, undefined)).toEqual({
    reason: null,
  })
  expect(await validateBody(AdminPauseProvider, { reason: "late" })).toEqual({
    reason: "late",
  })
})

it("a provider is resumed without any body", async () => {
  expect(await validateBody(AdminResumeProvider, undefined)).toEqual({})
  expect(await validateBody(AdminResumeProvider, { reason: "x" })).toBe(
    "Unrecognized fields: 'reason'"
  )
})
