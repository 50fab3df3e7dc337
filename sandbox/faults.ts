import { z } from "@medusajs/framework/zod"

const milliseconds = z.number().min(0)
const status = z.number().int().min(200).max(599)
const effect = z.enum(["none", "apply"]).default("none")

/**
 * What can go wrong between a client and a provider. A fault decides whether
 * the request takes effect, and what the client sees of it. "Applied" below
 * means that the provider handles the request as always, and only its answer is
 * lost.
 */
export const faultSchema = z.discriminatedUnion("type", [
  /** Waits, then goes on normally, even if the client has left. */
  z.strictObject({ type: z.literal("latency"), ms: milliseconds }),

  /** Gives this answer. A string is sent unchanged, anything else as JSON. */
  z.strictObject({
    type: z.literal("respond"),
    status,
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    effect,
  }),

  /** A 429 in the provider's own shape. Not applied. */
  z.strictObject({
    type: z.literal("throttle"),
    /** In seconds, or an HTTP date. */
    retryAfter: z.union([z.number().min(0), z.string()]).optional(),
  }),

  /** The connection breaks. Not applied. */
  z.strictObject({ type: z.literal("drop_before_effect") }),

  /** Applied, then the connection breaks. */
  z.strictObject({ type: z.literal("drop_after_effect") }),

  /** The connection breaks now. Applied later, in real milliseconds. */
  z.strictObject({
    type: z.literal("effect_after_drop"),
    delayMs: milliseconds,
  }),

  /** Never answers. */
  z.strictObject({ type: z.literal("hang"), effect }),

  /** Applied. The answer is a 200 that is cut off in the middle. */
  z.strictObject({ type: z.literal("malformed") }),

  /** Applied. The answer is a 2xx with a JSON body of this many bytes. */
  z.strictObject({
    type: z.literal("huge"),
    bytes: z.number().int().min(16),
  }),

  /** Applied. The answer arrives in small pieces. */
  z.strictObject({
    type: z.literal("trickle"),
    bytesPerSecond: z.number().min(1),
  }),

  /** Redirects the client. Not applied. */
  z.strictObject({
    type: z.literal("redirect"),
    location: z.string(),
    status: z.number().int().min(300).max(399).default(302),
  }),

  /** Applied. The answer is a 200 with an array, or with its types swapped. */
  z.strictObject({
    type: z.literal("wrong_type"),
    shape: z.enum(["array", "swapped"]).default("array"),
  }),
])

export type Fault = z.input<typeof faultSchema>
export type ParsedFault = z.output<typeof faultSchema>

/** The requests that a fault is for. Without conditions, all of them. */
export interface FaultMatch {
  method?: string
  /** Tested against the percent-encoded path with its query. */
  path?: RegExp
}

interface Queued {
  fault: ParsedFault
  match: FaultMatch
  left: number
}

export class Faults {
  private queue: Queued[] = []
  private standing: Queued[] = []

  /**
   * Adds a fault for the next matching request, or the next `times` of them.
   * Faults are used in the order in which they were added.
   */
  next(fault: Fault, options: FaultMatch & { times?: number } = {}): void {
    const { times = 1, ...match } = options
    this.queue.push({ fault: faultSchema.parse(fault), match, left: times })
  }

  /** Sets a fault for every matching request without a queued fault. */
  always(fault: Fault, match: FaultMatch = {}): void {
    this.standing.push({
      fault: faultSchema.parse(fault),
      match,
      left: Number.POSITIVE_INFINITY,
    })
  }

  clear(): void {
    this.queue = []
    this.standing = []
  }

  take(method: string, path: string): ParsedFault | null {
    const taken = [...this.queue, ...this.standing].find(({ match }) =>
      matches(match, method, path)
    )
    if (!taken) {
      return null
    }
    taken.left -= 1
    this.queue = this.queue.filter(({ left }) => left > 0)
    return taken.fault
  }
}

function matches(match: FaultMatch, method: string, path: string): boolean {
  if (match.method && match.method.toUpperCase() !== method) {
    return false
  }
  // search(), because test() of a global pattern remembers where it stopped
  return !match.path || path.search(match.path) !== -1
}
