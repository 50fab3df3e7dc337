import { z } from "@medusajs/framework/zod"

const milliseconds = z.number().min(0)
const status = z.number().int().min(200).max(599)
const effect = z.enum(["none", "apply"]).default("none")

/**
 * What can go wrong between a client and a provider. A fault decides whether
 * the request takes effect and what the client gets to see of it; "applied"
 * below means that the provider treats the request as it always does, its
 * answer is the only thing that is lost.
 */
export const faultSchema = z.discriminatedUnion("type", [
  /** Waits, then goes on as if nothing were wrong, client or no client. */
  z.strictObject({ type: z.literal("latency"), ms: milliseconds }),

  /** Answers this. A string is sent as it is, anything else as JSON. */
  z.strictObject({
    type: z.literal("respond"),
    status,
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
    effect,
  }),

  /** 429 in the provider's own shape; not applied. */
  z.strictObject({
    type: z.literal("throttle"),
    /** Seconds, or an HTTP date. */
    retryAfter: z.union([z.number().min(0), z.string()]).optional(),
  }),

  /** The connection breaks; not applied. */
  z.strictObject({ type: z.literal("drop_before_effect") }),

  /** Applied, then the connection breaks. */
  z.strictObject({ type: z.literal("drop_after_effect") }),

  /** The connection breaks now; applied later, in real milliseconds. */
  z.strictObject({
    type: z.literal("effect_after_drop"),
    delayMs: milliseconds,
  }),

  /** Never answers. */
  z.strictObject({ type: z.literal("hang"), effect }),

  /** Applied; 200 and the answer cut off in the middle. */
  z.strictObject({ type: z.literal("malformed") }),

  /** Applied; a 2xx with a JSON body of this many bytes. */
  z.strictObject({
    type: z.literal("huge"),
    bytes: z.number().int().min(16),
  }),

  /** Applied; the answer comes in drips. */
  z.strictObject({
    type: z.literal("trickle"),
    bytesPerSecond: z.number().min(1),
  }),

  /** Sends the client elsewhere; not applied. */
  z.strictObject({
    type: z.literal("redirect"),
    location: z.string(),
    status: z.number().int().min(300).max(399).default(302),
  }),

  /** Applied; 200 and an array, or the answer with its types swapped. */
  z.strictObject({
    type: z.literal("wrong_type"),
    shape: z.enum(["array", "swapped"]).default("array"),
  }),
])

export type Fault = z.input<typeof faultSchema>
export type ParsedFault = z.output<typeof faultSchema>

/** Which requests a fault is for; all of them where nothing is said. */
export interface FaultMatch {
  method?: string
  /** Tested against the percent-encoded path, query included. */
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
   * For the next request that matches, or the next `times`. Queued faults are
   * used up in the order they were queued.
   */
  next(fault: Fault, options: FaultMatch & { times?: number } = {}): void {
    const { times = 1, ...match } = options
    this.queue.push({ fault: faultSchema.parse(fault), match, left: times })
  }

  /** For every request that matches and that no queued fault is for. */
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
  // search(), as test() of a global pattern remembers where it stopped
  return !match.path || path.search(match.path) !== -1
}
