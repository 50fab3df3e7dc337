import { setTimeout as sleep } from "node:timers/promises"
import type { Cancellation, StoreApi } from "./api"

/** Nothing more happens to these by itself. */
const FINAL = [
  "succeeded",
  "rejected",
  "needs_review",
  "superseded",
  "dismissed",
]

const TIMEOUT_MS = 90_000
const PAUSE_MS = 100

/** An order's cancellations, once all expected ones have settled. */
export async function settledCancellations(
  api: StoreApi,
  orderId: string,
  count: number
): Promise<Cancellation[]> {
  return poll(
    api,
    orderId,
    (cancellations) =>
      cancellations.length >= count &&
      cancellations.every(({ status }) => FINAL.includes(status))
  )
}

/** Resolves once the order's only cancellation was tried and waits. */
export async function firstAttemptFailed(
  api: StoreApi,
  orderId: string
): Promise<void> {
  await poll(
    api,
    orderId,
    ([first]) =>
      first !== undefined &&
      first.attempt_count > 0 &&
      first.status === "pending"
  )
}

async function poll(
  api: StoreApi,
  orderId: string,
  isEnough: (cancellations: Cancellation[]) => boolean
): Promise<Cancellation[]> {
  const deadline = performance.now() + TIMEOUT_MS
  for (;;) {
    const cancellations = await api.cancellationsOf(orderId)
    if (isEnough(cancellations)) {
      return cancellations
    }
    if (performance.now() > deadline) {
      const found = cancellations.map(
        ({ provider_id, status }) => `${status} at ${provider_id}`
      )
      throw new Error(
        `The cancellations of order ${orderId} did not come as far as they ` +
          `should within ${TIMEOUT_MS / 1_000} s: ${found.join(", ") || "none yet"}.`
      )
    }
    await sleep(PAUSE_MS)
  }
}

/** How long it took from its capture to its end. */
export function took({ created_at, settled_at }: Cancellation): string {
  return settled_at === null
    ? ""
    : `${Date.parse(settled_at) - Date.parse(created_at)} ms`
}

/** What didn't succeed, one line each. */
export function unsuccessful(cancellations: Cancellation[]): string[] {
  return cancellations
    .filter(({ status }) => status !== "succeeded")
    .map(
      ({ provider_id, status, last_error }) =>
        `${provider_id}: ${status} instead of succeeded` +
        (last_error ? ` (${last_error.message})` : "")
    )
}
