import type { ServerResponse } from "node:http"
import { pipeline, Readable } from "node:stream"

import type { Reply } from "./api"
import type { JournalEntry } from "./journal"
import type { Timers } from "./timers"

const JSON_TYPE = "application/json; charset=utf-8"
const CHUNK = 64 * 1024

/** The one answer to a request, in whichever way it is given. */
export class Answer {
  constructor(
    private readonly response: ServerResponse,
    private readonly entry: Pick<JournalEntry, "status">,
    private readonly timers: Timers
  ) {}

  send(reply: Reply): void {
    const text = textOf(reply)
    this.text(reply.status, text, {
      ...(text === "" ? {} : { "content-type": JSON_TYPE }),
      ...reply.headers,
    })
  }

  text(status: number, text: string, headers: Record<string, string>): void {
    // 204 and 304 have no body, so they have no length
    const bodiless = status === 204 || status === 304
    const begun = this.begin(status, {
      ...(!bodiless && { "content-length": String(Buffer.byteLength(text)) }),
      ...headers,
    })
    if (begun) {
      this.response.end(bodiless ? undefined : text)
    }
  }

  /** Sends no content-length, which a client could rely on. */
  huge(reply: Reply, bytes: number): void {
    if (!this.begin(statusWithBody(reply), { "content-type": JSON_TYPE })) {
      return
    }
    // a client that has seen enough hangs up, which is no error here
    pipeline(Readable.from(filler(bytes)), this.response, () => undefined)
  }

  trickle(reply: Reply, bytesPerSecond: number): void {
    const bytes = Buffer.from(textOf(reply) || "{}")
    const begun = this.begin(statusWithBody(reply), {
      "content-type": JSON_TYPE,
      "content-length": String(bytes.length),
      ...reply.headers,
    })
    if (!begun) {
      return
    }
    this.response.flushHeaders()

    const step = Math.max(1, Math.floor(bytesPerSecond / 10))
    const drip = (from: number) => {
      if (this.response.destroyed) {
        return
      }
      this.response.write(bytes.subarray(from, from + step))
      if (from + step >= bytes.length) {
        this.response.end()
        return
      }
      this.timers.after((1000 * step) / bytesPerSecond, () => drip(from + step))
    }
    drip(0)
  }

  drop(): void {
    this.response.destroy()
  }

  /** False where the client has left, so nothing was answered. */
  private begin(status: number, headers: Record<string, string>): boolean {
    if (this.response.destroyed) {
      return false
    }
    this.entry.status = status
    this.response.writeHead(status, headers)
    return true
  }
}

export function textOf(reply: Reply): string {
  return reply.body === undefined ? "" : JSON.stringify(reply.body)
}

/** 204 can't carry a body, not even a large or slow one. */
function statusWithBody({ status }: Reply): number {
  return status === 204 ? 200 : status
}

function* filler(bytes: number): Generator<Buffer> {
  const head = '{"message":"'
  const tail = '"}'
  const chunk = Buffer.alloc(CHUNK, "x")
  yield Buffer.from(head)
  let left = bytes - head.length - tail.length
  while (left > 0) {
    yield chunk.subarray(0, Math.min(left, CHUNK))
    left -= CHUNK
  }
  yield Buffer.from(tail)
}
