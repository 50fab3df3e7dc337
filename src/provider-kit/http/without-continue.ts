import { Socket } from "node:net"

const CONTINUE = /^HTTP\/1\.[01] 100[ \r]/
const LONGEST_STATUS = "HTTP/1.1 100 ".length
const END_OF_HEADERS = "\r\n\r\n"

/** What comes in front of an answer, at most: a server says it once. */
const MAX_BYTES = 4_096

/**
 * An answer without the `100 Continue` in front of it. Null: there is too
 * little of it yet to tell.
 */
export const answerIn = (bytes: Buffer): Buffer | null => {
  const text = bytes.toString("latin1")
  let start = 0
  for (;;) {
    const rest = text.slice(start, start + LONGEST_STATUS)
    if (!CONTINUE.test(rest)) {
      const mayBecomeOne =
        rest.length < LONGEST_STATUS &&
        ["HTTP/1.1 100 ", "HTTP/1.0 100 "].some((one) => one.startsWith(rest))
      return mayBecomeOne && start + rest.length <= MAX_BYTES
        ? null
        : bytes.subarray(start)
    }
    const end = text.indexOf(END_OF_HEADERS, start)
    if (end < 0) {
      return text.length > MAX_BYTES ? bytes.subarray(start) : null
    }
    if (end > MAX_BYTES) {
      return bytes.subarray(start)
    }
    start = end + END_OF_HEADERS.length
  }
}

/**
 * Reads off a `100 Continue` that nobody asked for. A client has to expect one
 * (RFC 9110, 15.2), some servers and proxies send it before every answer, and
 * undici takes it for the end of the connection: each call would end as
 * unknown, though its answer came.
 *
 * It looks at what comes first after a request was written, and at nothing
 * else: an answer's own bytes pass unseen.
 */
export const withoutContinue = (socket: Socket): void => {
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null
  let isAnswerToCome = false
  let held: Buffer[] = []

  socket.write = (...args: unknown[]): boolean => {
    isAnswerToCome = true
    held = []
    return write(...args)
  }
  socket.read = (size?: number): Buffer | null => {
    const chunk = read(size)
    if (!isAnswerToCome || chunk === null) {
      return chunk
    }
    const answer = answerIn(Buffer.concat([...held, chunk]))
    if (answer === null) {
      held.push(chunk)
      return null
    }
    isAnswerToCome = false
    held = []
    return answer
  }
}
