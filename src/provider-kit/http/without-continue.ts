import { Socket } from "node:net"

const CONTINUE = /^HTTP\/1\.[01] 100[ \r]/
const LONGEST_STATUS = "HTTP/1.1 100 ".length
const END_OF_HEADERS = "\r\n\r\n"

/** The most bytes before an answer. A server sends `100 Continue` once. */
const MAX_BYTES = 4_096

/**
 * The answer without the `100 Continue` before it. Null where there are too few
 * bytes yet to tell.
 */
export const answerIn = (bytes: Buffer): Buffer | null => {
  const text = bytes.toString("latin1")
  let start = 0
  for (;;) {
    const rest = text.slice(start, start + LONGEST_STATUS)
    if (!CONTINUE.test(rest)) {
      const mayBecomeOne = ["HTTP/1.1 100 ", "HTTP/1.0 100 "].some((one) =>
        one.startsWith(rest)
      )
      return mayBecomeOne ? null : bytes.subarray(start)
    }
    const end = text.indexOf(END_OF_HEADERS, start)
    if ((end < 0 ? text.length : end) > MAX_BYTES) {
      return bytes.subarray(start)
    }
    if (end < 0) {
      return null
    }
    start = end + END_OF_HEADERS.length
  }
}

/**
 * Removes a `100 Continue` that nobody asked for. A client has to expect one
 * (RFC 9110, 15.2), and some servers and proxies send it before every answer.
 * undici takes it for the end of the connection, so each call would end as
 * unknown although its answer arrived.
 *
 * It looks only at the first bytes after a request was written. An answer's own
 * bytes pass through unread.
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
    return answer
  }
}
