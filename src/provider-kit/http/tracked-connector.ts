import { Socket } from "node:net"
import { buildConnector } from "undici"
import { withoutContinue } from "./without-continue"

/**
 * undici's own connector, with an ear for `100 Continue`; what it is at work on is in `connecting`. A pool that
 * is destroyed lets go of such a socket only when it is connected, or times
 * out.
 */
export const trackedConnector = (
  options: buildConnector.BuildOptions,
  connecting: Set<Socket>
): buildConnector.connector => {
  // It returns the socket, though its type doesn't say so.
  const connect = buildConnector(options) as unknown as (
    ...args: Parameters<buildConnector.connector>
  ) => Socket

  return (target, callback) => {
    const socket = connect(target, (...result) => {
      connecting.delete(socket)
      if (result[1]) {
        withoutContinue(result[1])
      }
      callback(...result)
    })
    connecting.add(socket)
  }
}
