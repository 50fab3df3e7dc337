import { once } from "node:events"
import { type AddressInfo, createServer } from "node:net"

export const LOOPBACK = "127.0.0.1"

/** A port that was free a moment ago. Nothing keeps it free. */
export const freePort = async (host = LOOPBACK): Promise<number> => {
  const server = createServer().listen(0, host)
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, "close")
  return port
}
