import { Socket } from "node:net"
import { buildConnector } from "undici"
import { withoutContinue } from "./without-continue"

/**
 * undici's own connector, which also handles `100 Continue`. Sockets that are
 * still connecting are in `connecting`: a destroyed pool lets go of such a
 * socket only once it is connected or times out.
 */
export const trackedConnector = (
  options: buildConnector.BuildOptions,
  connecting: Set<Socket>
): buildConnector.connector => {
  // It returns the socket, although its type doesn't say so.
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
