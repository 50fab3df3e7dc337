import { createHash } from "node:crypto"

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(canonical)
  }
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value)
        // What is undefined, JSON leaves out by itself.
        .filter(([, inner]) => inner !== null)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, inner]) => [name, canonical(inner)])
    )
  }
  return value
}

/**
 * Tells whether two requests under one idempotency key ask for the same thing.
 * The order of fields doesn't count, and null equals a field that is left out.
 */
export const requestHash = (request: Record<string, unknown>): string =>
  createHash("sha256")
    .update(JSON.stringify(canonical(request)))
    .digest("hex")
