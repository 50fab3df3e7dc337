import {
  AbstractCancellationProvider,
  CallContext,
  CancellationCall,
  KindCapabilities,
  Outcome,
  Preparation,
  ProviderCapabilities,
  ProviderHttp,
  RequestPreview,
  SendContext,
  SendOptions,
  rejected,
} from "../../../../provider-kit"
import { callOf } from "../../../../provider-kit/__fixtures__/call"
import { answered } from "../../../../provider-kit/__fixtures__/exchanges"
import { ClaimedRow } from "../../core/claimed-row"
import { ProviderRegistry } from "../../providers/registry"
import { Timer } from "../../clock/timer"
import { Lease } from "../lease"
import { Patience } from "../../providers/patience"
import { runClaimed } from "../run"
import { FakeClock } from "./fake-clock"

const REQUEST = { method: "POST", url: "https://provider.example/1" } as const

/** Reads before it sends. */
class Asking extends AbstractCancellationProvider {
  static override identifier = "asking"
  readonly capabilities: ProviderCapabilities

  constructor(
    cancel: KindCapabilities,
    private readonly sendOptions: SendOptions
  ) {
    super({}, {})
    this.capabilities = { unit: "none", cancel, void: null, has_record: false }
  }

  override async prepare(
    _call: CancellationCall,
    { http }: CallContext
  ): Promise<Preparation> {
    await http.send({ ...REQUEST, method: "GET" })
    return { type: "proceed", baseline: null }
  }

  async cancel(
    _call: CancellationCall,
    { http }: SendContext
  ): Promise<Outcome> {
    await http.send(REQUEST, this.sendOptions)
    return rejected({ code: "no", message: "No." })
  }

  preview(): RequestPreview {
    return { ...REQUEST, body: null }
  }
}

/** Of the read and of the send: whether each had a connection of its own. */
const connectionsFor = async (
  capabilities: KindCapabilities,
  sendOptions: SendOptions = {},
  requestsPerSecond?: number
): Promise<(boolean | undefined)[]> => {
  const asked: (boolean | undefined)[] = []
  const client: ProviderHttp & { close(): Promise<void> } = {
    send: (_request, { freshConnection, timeoutMs } = {}) => {
      expect(timeoutMs).toBeGreaterThan(0)
      asked.push(freshConnection)
      return Promise.resolve(answered(200))
    },
    close: () => Promise.resolve(),
  }
  const provider = new ProviderRegistry([
    {
      id: "asking",
      identifier: "asking",
      strategy: new Asking(capabilities, sendOptions),
      settings: {
        concurrency: 1,
        trustCartMetadata: false,
        refundsOf: [],
        requestTimeoutMs: 1_000,
        requestsPerSecond,
      },
      client,
    },
  ]).find("asking")
  if (!provider) {
    throw new Error("It is not registered.")
  }
  await runClaimed(
    { purpose: "send" } as unknown as ClaimedRow,
    callOf(),
    new Lease("cnat_1", new FakeClock(), 0, 30_000),
    {
      provider,
      logger: {} as never,
      now: new Date(0),
      markSending: () => Promise.resolve(true),
      patience: new Patience(NEVER_LATE, 60_000, {} as never),
      isStopped: () => false,
      onLate: () => undefined,
    }
  )
  return asked
}

/** No time passes for who waits. */
const NEVER_LATE: Timer = {
  monotonic: () => 0,
  sleep: () => new Promise(() => undefined),
}

describe("a call goes out on a connection of its own", () => {
  it("where nobody could find out what became of it", async () => {
    const lost = { harmless_to_repeat: false, readable: false }
    expect(await connectionsFor(lost)).toEqual([undefined, true])
    // Through the provider's own rate, too.
    expect(await connectionsFor(lost, {}, 1_000)).toEqual([undefined, true])
  })

  it.each([
    { harmless_to_repeat: true, readable: false },
    { harmless_to_repeat: false, readable: true },
    { harmless_to_repeat: true, readable: true },
  ])("and not where it can be repeated or read: %j", async (capabilities) => {
    expect(await connectionsFor(capabilities)).toEqual([undefined, undefined])
  })

  it("unless its strategy knows better", async () => {
    expect(
      await connectionsFor(
        { harmless_to_repeat: false, readable: false },
        { freshConnection: false }
      )
    ).toEqual([undefined, false])
  })
})
