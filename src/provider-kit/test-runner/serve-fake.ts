import { FakeServer } from "./server/fake-server"
import { FakeApi } from "./types"

/** A fake API that can be called over HTTP. */
export interface ServedFake {
  /** Its address, for the option that holds the base URL. */
  url: string
  /** Stops it, and breaks every connection to it. */
  close: () => Promise<void>
}

/**
 * Serves the fake of a provider's test on loopback, so that a store in
 * development can be pointed at it.
 *
 * @example
 * ```ts
 * const fake = new FakeShipFast("shipfast-key-0123456789")
 * fake.add("S-1")
 * const { url } = await serveFake(fake, { port: 4010 })
 * ```
 *
 * @param options.port - left out: one that is free
 * @throws where the port is taken
 */
export const serveFake = async (
  api: FakeApi,
  { port = 0 }: { port?: number } = {}
): Promise<ServedFake> => {
  const server = await FakeServer.listen(api, port)
  return { url: server.url, close: () => server.close() }
}
