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
 * Tells whether two requests under one idempotency key ask for the same. The
 * order of fields, and the difference between null and left out, don't count.
 */
export const requestHash = (request: Record<string, unknown>): string =>
  createHash("sha256")
    .update(JSON.stringify(canonical(request)))
    .digest("hex")
