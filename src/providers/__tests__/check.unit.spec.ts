import { type Sandbox, startSandbox } from "../../../sandbox"
import {
  type AbstractCancellationProvider,
  ProviderHttpClient,
} from "../../provider-kit"
import { collectingLogger } from "../../provider-kit/test-runner/collecting-logger"
import { AkinonCancellationProvider } from "../akinon/service"
import { AplazameCancellationProvider } from "../aplazame/service"
import { ClimesCancellationProvider } from "../climes/service"
import { FungiesCancellationProvider } from "../fungies/service"

type Checked = Pick<AbstractCancellationProvider<unknown>, "check">

let sandbox: Sandbox
let http: ProviderHttpClient

beforeEach(async () => {
  sandbox = await startSandbox()
  http = new ProviderHttpClient({
    concurrency: 2,
    requestTimeoutMs: 2_000,
    allowPrivateHosts: [],
  })
})

afterEach(async () => {
  await http.close()
  await sandbox.stop()
})

const check = (provider: Checked) =>
  provider.check({ http, logger: collectingLogger([]) })

const PROVIDERS = {
  fungies: FungiesCancellationProvider,
  aplazame: AplazameCancellationProvider,
  akinon: AkinonCancellationProvider,
}

type Name = keyof typeof PROVIDERS

interface Case {
  name: Name
  /** Of the sandbox. */
  right: () => Record<string, string>
  wrong: Record<string, string>
}

const CASES: [title: string, one: Case][] = [
  [
    "Fungies",
    {
      name: "fungies",
      right: () => ({ ...sandbox.fungies.credentials }),
      wrong: { publicKey: "pub_1", secretKey: "sec_of_another" },
    },
  ],
  [
    "Aplazame",
    {
      name: "aplazame",
      right: () => ({ ...sandbox.aplazame.credentials }),
      wrong: { privateKey: "key_of_another" },
    },
  ],
  [
    "Akinon with a login",
    {
      name: "akinon",
      right: () => {
        const { username, password } = sandbox.akinon.credentials
        return { username, password }
      },
      wrong: { username: "nobody", password: "nothing" },
    },
  ],
  [
    "Akinon with a token",
    {
      name: "akinon",
      right: () => ({ token: sandbox.akinon.credentials.token }),
      wrong: { token: "token_of_another" },
    },
  ],
]

const providerOf = (
  { name }: Case,
  credentials: Record<string, string>
): Checked =>
  new PROVIDERS[name]({}, { baseUrl: sandbox[name].url, ...credentials })

describe.each(CASES)("checking %s", (_, one) => {
  it("says that the credentials are right, and changes nothing", async () => {
    expect(await check(providerOf(one, one.right()))).toEqual({
      ok: true,
      message: expect.stringMatching(
        / accepted the (credentials|login|token)\.$/
      ),
    })
    expect(sandbox[one.name].effects).toEqual([])
    expect(
      sandbox[one.name].journal.filter(
        ({ method, path }) => method !== "GET" && !path.includes("login")
      )
    ).toEqual([])
  })

  it("says which option to look at where they are wrong", async () => {
    expect(await check(providerOf(one, one.wrong))).toEqual({
      ok: false,
      message: expect.stringMatching(/secretKey|privateKey|username|token/),
    })
  })

  it("asks anew each time", async () => {
    const provider = providerOf(one, one.right())
    await check(provider)
    const before = sandbox[one.name].journal.length
    await check(provider)
    expect(sandbox[one.name].journal.length).toBeGreaterThan(before)
  })

  it.each([404, 200, 500])(
    "believes no page of a gateway: %d",
    async (status) => {
      sandbox[one.name].faults.always({
        type: "respond",
        status,
        body: "<html>Not found",
        headers: { "content-type": "text/html" },
      })
      expect(await check(providerOf(one, one.right()))).toMatchObject({
        ok: false,
      })
    }
  )

  it("says so where nobody answers", async () => {
    const provider = providerOf(one, one.right())
    await sandbox[one.name].down()
    expect(await check(provider)).toMatchObject({ ok: false })
  })
})

it("has nothing to ask Climes, which has no call that only reads", async () => {
  const climes = new ClimesCancellationProvider(
    {},
    {
      ...sandbox.climes.credentials,
      baseUrl: sandbox.climes.url,
      payer: "merchant",
    }
  )
  expect(await check(climes)).toBeNull()
  expect(sandbox.climes.journal).toEqual([])
})
