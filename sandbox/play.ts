import type { Answer } from "./answer"
import { textOf } from "./answer"
import type { Reply } from "./api"
import type { ParsedFault } from "./faults"
import type { Timers } from "./timers"

export interface Stage {
  /** Lets the provider handle the request. Its answer isn't sent by this. */
  apply: () => Reply
  throttled: () => Reply
  answer: Answer
  timers: Timers
}

/** Handles one request as the fault says, or normally without a fault. */
export function play(fault: ParsedFault | null, stage: Stage): void {
  const { apply, throttled, answer, timers } = stage
  if (!fault) {
    answer.send(apply())
    return
  }

  switch (fault.type) {
    case "latency":
      timers.after(fault.ms, () => answer.send(apply()))
      return

    case "respond": {
      if (fault.effect === "apply") {
        apply()
      }
      const { status, body, headers } = fault
      if (typeof body === "string") {
        answer.text(status, body, { "content-type": "text/plain", ...headers })
      } else {
        answer.send({ status, body, headers })
      }
      return
    }

    case "throttle": {
      const reply = throttled()
      const { retryAfter } = fault
      answer.send({
        ...reply,
        headers: {
          ...reply.headers,
          ...(retryAfter !== undefined && {
            "retry-after": String(retryAfter),
          }),
        },
      })
      return
    }

    case "drop_before_effect":
      answer.drop()
      return

    case "drop_after_effect":
      apply()
      answer.drop()
      return

    case "effect_after_drop":
      answer.drop()
      timers.after(fault.delayMs, apply)
      return

    case "hang":
      if (fault.effect === "apply") {
        apply()
      }
      return

    case "malformed": {
      const text = textOf(apply()) || "{}"
      answer.text(200, text.slice(0, Math.ceil(text.length / 2)), {
        "content-type": "application/json",
      })
      return
    }

    case "huge": {
      const reply = apply()
      const status = reply.status < 300 ? reply.status : 200
      answer.huge({ ...reply, status }, fault.bytes)
      return
    }

    case "trickle":
      answer.trickle(apply(), fault.bytesPerSecond)
      return

    case "redirect":
      answer.text(fault.status, "", { location: fault.location })
      return

    case "wrong_type": {
      const { body } = apply()
      answer.send({
        status: 200,
        body: fault.shape === "array" ? [0] : swapTypes(body ?? {}),
      })
      return
    }
  }
}

/** The same keys, each with a value of a type that it never has. */
function swapTypes(value: unknown): unknown {
  if (Array.isArray(value)) {
    return { 0: value.length }
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, swapTypes(inner)])
    )
  }
  return typeof value === "string" ? 0 : [String(value)]
}
