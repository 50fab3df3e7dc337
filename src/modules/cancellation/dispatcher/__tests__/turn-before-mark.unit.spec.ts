import {
  AbstractCancellationProvider,
  CancellationCall,
  Outcome,
  Preparation,
  ProviderCapabilities,
  RequestPreview,
  SendContext,
  succeeded,
} from "../../../../provider-kit"
import { callOf } from "../../../../provider-kit/__fixtures__/call"
import { answered } from "../../../../provider-kit/__fixtures__/exchanges"
import { PROOF } from "../../../../provider-kit/__fixtures__/proof"
import { ClaimedRow } from "../../core/claimed-row"
import { Patience } from "../../providers/patience"
import { RateLimiter } from "../../providers/rate-limiter"
import { ProviderRegistry, RegisteredProvider } from "../../providers/registry"
import { Lease } from "../lease"
import { runClaimed } from "../run"
import { RunResult } from "../run-result"
import { FakeClock } from "./fake-clock"

const REQUEST = { method: "POST", url: "https://provider.example/1" } as const
const LEASE_MS = 30_000

class Scripted extends AbstractCancellationProvider {
  static override identifier = "scripted"
  readonly capabilities: ProviderCapabilities = {
    unit: "none",
    cancel: { harmless_to_repeat: false, readable: false },
    void: null,
    has_record: false,
  }
  onPrepare = (): Promise<Preparation> =>
    Promise.resolve({ type: "proceed", baseline: null })
  onCancel = async ({ http }: SendContext): Promise<Outcome> => {
    await http.send(REQUEST)
    return succeeded({ proof: PROOF })
  }

  constructor() {
    super({}, {})
  }

  override prepare(): Promise<Preparation> {
    return this.onPrepare()
  }

  cancel(_call: CancellationCall, context: SendContext): Promise<Outcome> {
    return this.onCancel(context)
  }

  preview(): RequestPreview {
    return { ...REQUEST, body: null }
  }
}

describe("a call that waits for its turn at the provider's rate", () => {
  let clock: FakeClock
  let strategy: Scripted
  let provider: RegisteredProvider
  let limiter: RateLimiter
  let events: string[]
  let isStopped: boolean

  beforeEach(() => {
    clock = new FakeClock()
    strategy = new Scripted()
    events = []
    isStopped = false
    const registered = new ProviderRegistry([
      {
        id: "scripted",
        identifier: "scripted",
        strategy,
        settings: {
          concurrency: 10,
          trustCartMetadata: false,
          refundsOf: [],
          requestTimeoutMs: 1_000,
          requestsPerSecond: 1,
        },
        client: {
          send: (_request, { onSent } = {}) => {
            onSent?.()
            events.push("sent")
            return Promise.resolve(answered(200))
          },
          close: () => Promise.resolve(),
        },
      },
    ]).find("scripted")
    provider = registered as RegisteredProvider
    limiter = provider.limiter as RateLimiter
  })

  const run = (isMarked = true): Promise<RunResult> =>
    runClaimed(
      { purpose: "send" } as unknown as ClaimedRow,
      callOf(),
      new Lease("cnat_1", clock, 0, LEASE_MS),
      {
        provider,
        logger: {} as never,
        now: new Date(0),
        markSending: () => {
          events.push("marked")
          return Promise.resolve(isMarked)
        },
        patience: new Patience(
          { monotonic: () => 0, sleep: () => new Promise(() => undefined) },
          60_000,
          {} as never
        ),
        isStopped: () => isStopped,
        onLate: () => undefined,
      }
    )

  /** Everything that can go on has gone on. */
  const waited = (): Promise<void> =>
    new Promise((resolve) => {
      setImmediate(resolve)
    })

  it("is marked when it has it, and leaves at once", async () => {
    const before = await limiter.take()
    const running = run()
    await waited()
    expect(events).toEqual([])

    before.giveBack()
    await waited()

    // Another turn would come a second later.
    expect(events).toEqual(["marked", "sent"])
    expect(await running).toMatchObject({ type: "sent" })
    expect(limiter.available()).toBe(0)
  })

  it("is neither marked nor sent where its lease is over by then, and takes no turn", async () => {
    const before = await limiter.take()
    const running = run()
    await waited()

    clock.ms = LEASE_MS
    before.giveBack()

    expect(await running).toMatchObject({
      type: "prepared",
      outcome: { type: "retry", error: { code: "no_time_left" } },
    })
    expect(events).toEqual([])
    expect(limiter.available()).toBe(1)
  })

  it("is neither marked nor sent where its process ends meanwhile, and takes no turn", async () => {
    const before = await limiter.take()
    const running = run()
    await waited()

    isStopped = true
    before.giveBack()

    expect(await running).toMatchObject({
      type: "unsent",
      error: { code: "process_stopped" },
    })
    expect(events).toEqual([])
    expect(limiter.available()).toBe(1)
  })

  it("takes no turn where it couldn't be marked", async () => {
    expect(await run(false)).toEqual({ type: "not_marked" })
    expect(limiter.available()).toBe(1)
  })

  it("takes no turn where what comes before it decides", async () => {
    strategy.onPrepare = () =>
      Promise.resolve({
        type: "settled",
        outcome: succeeded({ proof: PROOF }),
      })
    const before = await limiter.take()

    expect(await run()).toMatchObject({ type: "prepared" })
    before.giveBack()
    expect(limiter.available()).toBe(1)
  })

  it("takes no turn where its strategy calls nobody", async () => {
    strategy.onCancel = () => Promise.resolve(succeeded({ proof: PROOF }))

    expect(await run()).toMatchObject({ type: "sent" })
    expect(limiter.available()).toBe(1)
  })

  it("keeps nobody from a turn that it waits for itself, as for another's login", async () => {
    let logIn: () => void = () => undefined
    const loggedIn = new Promise<void>((resolve) => {
      logIn = resolve
    })
    strategy.onCancel = async ({ http }) => {
      await loggedIn
      await http.send(REQUEST)
      return succeeded({ proof: PROOF })
    }
    const running = run()
    await waited()
    expect(events).toEqual(["marked"])

    // A page of the admin has begun to log in, and stands in line behind it.
    await provider.http.send(REQUEST)
    logIn()

    expect(await running).toMatchObject({ type: "sent" })
    expect(events).toEqual(["marked", "sent", "sent"])
  })
})
