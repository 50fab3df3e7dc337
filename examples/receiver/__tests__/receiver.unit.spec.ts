import { once } from "node:events"
import { readFileSync } from "node:fs"
import type { Server } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import { ProviderHttpClient } from "../../../src/provider-kit"
import { callOf } from "../../../src/provider-kit/__fixtures__/call"
import { collectingLogger } from "../../../src/provider-kit/test-runner/collecting-logger"
import { WebhookCancellationProvider } from "../../../src/providers/webhook/service"
import type { Message } from "../receiver"
import { serve } from "../serve"

const SECRET = "whsec_ZXhhbXBsZS1zZWNyZXQtb2YtMjQtYnl0ZXM="
const OTHER = "whsec_YW5vdGhlci1leGFtcGxlLXNlY3JldC0yNA=="

let server: Server
let http: ProviderHttpClient
let acted: Message[]
let act: () => Promise<void>
let calls = 0

beforeEach(async () => {
  acted = []
  act = () => Promise.resolve()
  server = serve(SECRET, async (message) => {
    await act()
    acted.push(message)
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  http = new ProviderHttpClient({
    concurrency: 5,
    requestTimeoutMs: 5_000,
    allowPrivateHosts: [],
  })
  calls += 1
})

afterEach(async () => {
  await http.close()
  server.close()
})

const providerWith = (...secrets: string[]) =>
  new WebhookCancellationProvider(
    {},
    {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      secrets,
    }
  )

const context = () => ({ http, logger: collectingLogger([]), baseline: null })

const tell = (secrets = [SECRET]) =>
  providerWith(...secrets).cancel(
    callOf({
      cancellation_id: `cncl_${calls}`,
      captured_at: "2026-03-01T10:00:00.000Z",
    }),
    context()
  )

describe("the receiver of ten lines", () => {
  it("acts once on a message that arrives twice", async () => {
    expect((await tell()).type).toBe("succeeded")
    expect((await tell()).type).toBe("succeeded")
    expect(acted).toHaveLength(1)
    expect(acted[0]).toMatchObject({
      type: "order.canceled",
      data: { cancellation_id: `cncl_${calls}` },
    })
  })

  it("acts once on a message that arrives twice at the same time", async () => {
    act = () => new Promise((resolve) => setTimeout(resolve, 50))
    await Promise.all([tell(), tell()])
    expect(acted).toHaveLength(1)
  })

  it("says of neither that it is done, where acting on two at once failed", async () => {
    act = () =>
      new Promise((_, reject) => {
        setTimeout(() => {
          reject(new Error("The database is away."))
        }, 50)
      })
    const outcomes = await Promise.all([tell(), tell()])
    expect(outcomes.map(({ type }) => type)).toEqual(["unknown", "unknown"])
    expect(acted).toEqual([])
  })

  it("acts again where it failed", async () => {
    act = () => Promise.reject(new Error("The database is away."))
    expect((await tell()).type).toBe("unknown")
    act = () => Promise.resolve()
    expect((await tell()).type).toBe("succeeded")
    expect(acted).toHaveLength(1)
  })

  it("takes either secret while one replaces the other", async () => {
    expect((await tell([OTHER, SECRET])).type).toBe("succeeded")
    expect((await tell([SECRET, OTHER])).type).toBe("succeeded")
    expect(acted).toHaveLength(1)
  })

  it("refuses a message by another secret", async () => {
    expect(await tell([OTHER])).toMatchObject({
      type: "retry",
      error: { code: "unauthorized" },
    })
    expect(acted).toEqual([])
  })

  it("takes a ping, and does nothing", async () => {
    expect(await providerWith(SECRET).check(context())).toMatchObject({
      ok: true,
    })
    expect(acted).toEqual([])
  })
})

it.each(["receiver.ts", "serve.ts"])(
  "docs/providers/webhook.md shows %s as it is",
  (file) => {
    const page = readFileSync("docs/providers/webhook.md", "utf8")
    const code = readFileSync(join(__dirname, "..", file), "utf8")
    expect(page).toContain(`\`\`\`ts\n${code}\`\`\`\n`)
  }
)
