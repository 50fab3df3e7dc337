import {
  ProviderHttpClient,
  type ProviderRequest,
  isResponse,
} from "../../src/provider-kit"
import { optionsSchema } from "../../src/providers/aplazame/options"
import {
  readVoidsRequest,
  voidRequest,
} from "../../src/providers/aplazame/requests"
import { cancelRequest } from "../../src/providers/fungies/requests"
import type { SandboxAccess } from "../../sandbox/access"
import { VOIDED } from "../ledger"

/** The result of a call, as a peer records it. */
export interface Recorded {
  externalId: string
  status: number
  body: string
}

/** The same calls that the pipeline makes. */
export interface Calls {
  /** Cancels an order at Fungies, which is one call. */
  cancel(externalId: string): Promise<Recorded>
  /** Reads an order's voids at Aplazame, and then voids a part of it. */
  void(externalId: string): Promise<Recorded>
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
  const send = async (request: ProviderRequest): Promise<Answered> => {
    const { result } = await client.send(request)
    if (!isResponse(result) || result.status !== 200) {
      throw new Error(`${request.method} ${request.url} failed`)
    }
    return { status: result.status, body: result.body }
  }
  const aplazame = optionsSchema.parse(access.aplazame)
  return {
    cancel: async (externalId) => {
      const request = cancelRequest(access.fungies, externalId)
      if (!request) {
        throw new Error(`${externalId} can't stand in a path`)
      }
      return { externalId, ...(await send(request)) }
    },
    void: async (externalId) => {
      await send(readVoidsRequest(aplazame, externalId))
      const request = voidRequest(aplazame, externalId, VOIDED * 100)
      return { externalId, ...(await send(request)) }
    },
    close: () => client.close(),
  }
}

type Answered = Pick<Recorded, "status" | "body">
