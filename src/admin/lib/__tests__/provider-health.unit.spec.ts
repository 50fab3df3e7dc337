import { troubledFirst } from "../provider-health"

const NONE = {
  pending: 0,
  in_progress: 0,
  accepted: 0,
  needs_review: 0,
  rejected: 0,
}

const provider = (id: string, changed = {}) => ({
  id,
  is_configured: true,
  pause: null,
  circuit: { state: "closed" as const, until: null },
  counts: NONE,
  failing: 0,
  ...changed,
})

const pausedBy = (by: "auth" | "operator", code: "gone" | null = null) => ({
  pause: { by, code, reason: null, since: "2026-11-30T12:00:00Z" },
})

it("providers that somebody should look at come before the others", () => {
  const providers = [
    provider("well"),
    provider("gone", { is_configured: false }),
    provider("refusing", { counts: { ...NONE, rejected: 1 } }),
    provider("failing", { failing: 1 }),
    provider("on hold", { circuit: { state: "open", until: null } }),
    provider("paused", pausedBy("operator")),
    provider("address gone", pausedBy("auth", "gone")),
    provider("key refused", pausedBy("auth")),
  ]
  expect(troubledFirst(providers).map(({ id }) => id)).toEqual([
    "key refused",
    "address gone",
    "paused",
    "on hold",
    "refusing",
    "failing",
    "well",
    "gone",
  ])
})
