import { ProviderHttpClient, isResponse } from "../../src/provider-kit"
import { cancelRequest } from "../../src/providers/fungies/requests"
import type { SandboxAccess } from "../../sandbox/access"

/** The result of a call, as a peer records it. */
export interface Recorded {
  externalId: string
  status: number
  body: string
}

/** The same calls that the pipeline makes. */
export interface Calls {
  cancel(externalId: string): Promise<Recorded>
  close(): Promise<void>
}

/**
 * Makes calls with the pipeline's own HTTP client, so with the same undici pool
 * and the same requests. Only the code around it differs.
 *
 * @param concurrency - calls in flight at once
 */
export const pooledCalls = (
  access: SandboxAccess,
  concurrency: number,
  requestTimeoutMs = 15_000
): Calls => {
  const client = new ProviderHttpClient({
    concurrency,
    requestTimeoutMs,
    allowPrivateHosts: [],
  })
  return {
    cancel: async (externalId) => {
      const request = cancelRequest(access.fungies, externalId)
      if (!request) {
        throw new Error(`${externalId} can't stand in a path`)
      }
      const { result } = await client.send(request)
      if (!isResponse(result) || result.status !== 200) {
        throw new Error(`cancelling ${externalId} failed`)
      }
      return { externalId, status: result.status, body: result.body }
    },
    close: () => client.close(),
  }
}
