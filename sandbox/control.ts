import { z } from "@medusajs/framework/zod"

import type { ApiRequest, Reply } from "./api"
import type { Effect, JournalEntry } from "./journal"
import { faultSchema } from "./faults"
import type { Faults } from "./faults"

/** The control API's paths begin with this. No provider has such a path. */
export const CONTROL_PREFIX = "/__sandbox/"

const standingFaultSchema = z.strictObject({
  fault: faultSchema,
  /** True: for every matching request, until the faults are deleted. */
  always: z.boolean().default(false),
  times: z.number().int().min(1).default(1),
  method: z.string().optional(),
  /** The source of a regular expression. */
  path: z.string().optional(),
})

export interface Controlled {
  readonly journal: readonly JournalEntry[]
  readonly effects: readonly Effect[]
  readonly faults: Faults
  readonly orders: { all(): object[]; createFrom(input: unknown): object }
  reset(): void
}

/**
 * Offers other processes over HTTP what a test has as objects. None of these
 * requests is in the journal.
 */
export function control(provider: Controlled, request: ApiRequest): Reply {
  const path = request.path.slice(CONTROL_PREFIX.length)
  try {
    switch (`${request.method} ${path}`) {
      case "GET journal":
        return { status: 200, body: { journal: provider.journal } }
      case "GET effects":
        return { status: 200, body: { effects: provider.effects } }
      case "GET orders":
        return { status: 200, body: { orders: provider.orders.all() } }
      case "POST orders":
        return {
          status: 201,
          body: { order: provider.orders.createFrom(jsonOf(request)) },
        }
      case "POST faults":
        addFault(provider.faults, jsonOf(request))
        return { status: 204 }
      case "DELETE faults":
        provider.faults.clear()
        return { status: 204 }
      case "POST reset":
        provider.reset()
        return { status: 204 }
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { status: 400, body: { message } }
  }
  return {
    status: 404,
    body: {
      message:
        `Nothing at ${request.method} ${request.path}. There are GET journal, ` +
        "GET effects, GET orders, POST orders, POST faults, DELETE faults " +
        `and POST reset under ${CONTROL_PREFIX}.`,
    },
  }
}

function jsonOf({ body }: ApiRequest): unknown {
  if (body.type !== "json") {
    throw new Error("Send JSON, with Content-Type: application/json.")
  }
  return body.value
}

function addFault(faults: Faults, input: unknown): void {
  const { fault, always, times, method, path } =
    standingFaultSchema.parse(input)
  const match = { method, path: path === undefined ? path : new RegExp(path) }
  if (always) {
    faults.always(fault, match)
  } else {
    faults.next(fault, { ...match, times })
  }
}
