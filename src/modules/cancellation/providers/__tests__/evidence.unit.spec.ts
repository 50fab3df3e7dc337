import fc from "fast-check"
import {
  AbstractCancellationProvider,
  Exchange,
  MASK,
  Outcome,
  ProviderCapabilities,
  ProviderHttpClient,
  RequestPreview,
  succeeded,
} from "../../../../provider-kit"
import { ProviderRegistry } from "../registry"
import { EVIDENCE_LIMIT, Evidence } from "../evidence"
import { PROOF } from "../../../../provider-kit/__fixtures__/proof"

class KeepsSecrets extends AbstractCancellationProvider {
  static override identifier = "keeps_secrets"
  readonly capabilities: ProviderCapabilities = {
    unit: "none",
    cancel: { harmless_to_repeat: false, readable: false },
    void: null,
    has_record: false,
  }

  constructor(private readonly own: string[]) {
    super({}, {})
  }

  override secrets(): string[] {
    return this.own
  }

  cancel(): Promise<Outcome> {
    return Promise.resolve(succeeded({ proof: PROOF }))
  }

  preview(): RequestPreview {
    return { method: "POST", url: "https://x.example", body: null }
  }
}

const evidenceOf = (...strategies: AbstractCancellationProvider[]): Evidence =>
  new Evidence(
    new ProviderRegistry(
      strategies.map((strategy, n) => ({
        id: `provider_${n}`,
        identifier: strategy.identifier,
        strategy,
        settings: {
          concurrency: 1,
          trustCartMetadata: false,
          refundsOf: [],
          requestTimeoutMs: 1_000,
        },
        client: new ProviderHttpClient({
          concurrency: 1,
          requestTimeoutMs: 1_000,
          allowPrivateHosts: [],
        }),
      }))
    )
  )

const anExchange = (
  body: string,
  fields: {
    request?: unknown
    url?: string
    status?: number
    duration_ms?: number
  } = {}
): Exchange => ({
  request: {
    method: "POST",
    url: fields.url ?? "https://provider.example/orders/1",
    body: fields.request ?? null,
  },
  result: {
    kind: "response",
    status: fields.status ?? 200,
    headers: {
      content_type: null,
      retry_after: null,
      date: null,
      location: null,
    },
    body_state: "complete",
    body,
  },
  duration_ms: fields.duration_ms ?? 1,
})

const plain = new KeepsSecrets([])

describe("the evidence of an attempt", () => {
  it("is its first exchange, and what was asked after it", () => {
    expect(
      evidenceOf(plain).of(plain, [
        anExchange('{"ok":false}', {
          request: { amount: 5 },
          status: 409,
          duration_ms: 12.4,
        }),
        anExchange('{"state":"open"}', {
          url: "https://provider.example/orders/1/state",
          duration_ms: 30.3,
        }),
      ])
    ).toEqual({
      http_status: 409,
      request: {
        method: "POST",
        url: "https://provider.example/orders/1",
        body: { amount: 5 },
      },
      response: {
        body: { ok: false },
        follow_up: [
          {
            request: {
              method: "POST",
              url: "https://provider.example/orders/1/state",
              body: null,
            },
            http_status: 200,
            body: { state: "open" },
          },
        ],
      },
      duration_ms: 43,
    })
  })

  it("is empty where nothing was called", () => {
    const nothing = {
      http_status: null,
      request: null,
      response: null,
      duration_ms: null,
    }
    expect(evidenceOf(plain).of(plain, [])).toEqual(nothing)
    expect(evidenceOf(plain).of(plain)).toEqual(nothing)
  })

  it("keeps the request of a call without an answer", () => {
    expect(
      evidenceOf(plain).of(plain, [
        {
          ...anExchange(""),
          result: {
            kind: "failure",
            sent: true,
            code: "timeout",
            message: "Too slow.",
          },
        },
      ])
    ).toMatchObject({
      http_status: null,
      request: { method: "POST" },
      response: null,
    })
  })

  it("has no body where the answer had none", () => {
    expect(
      evidenceOf(plain).of(plain, [anExchange("", { status: 204 })])
    ).toMatchObject({ http_status: 204, response: null })
  })

  it("masks what is personal or secret by its name, at any depth", () => {
    expect(
      evidenceOf(plain).of(plain, [
        anExchange(
          '{"customer":{"e-mail":1,"EMAIL":"a@b.example"},"list":[{"iban":"ES91"}]}',
          { request: { ibans: { "1": "ES91" }, holder_names: ["Ana"], n: 1 } }
        ),
      ])
    ).toMatchObject({
      request: {
        body: { ibans: { "1": MASK }, holder_names: [MASK], n: 1 },
      },
      response: {
        body: { customer: { EMAIL: MASK }, list: [{ iban: MASK }] },
      },
    })
  })

  it("masks the secrets of every provider, not only of the one asked", () => {
    const other = new KeepsSecrets(["other-secret"])
    expect(
      evidenceOf(plain, other).of(plain, [
        anExchange('{"message":"got other-secret, sorry"}', {
          url: "https://provider.example/?k=other-secret",
          request: { text: "other-secret" },
        }),
      ])
    ).toMatchObject({
      request: {
        url: `https://provider.example/?k=${MASK}`,
        body: { text: MASK },
      },
      response: { body: { message: `got ${MASK}, sorry` } },
    })
  })

  it("masks a secret that JSON writes in another way", () => {
    const secret = String.raw`pa"ss\word`
    const strategy = new KeepsSecrets([secret])
    expect(
      evidenceOf(strategy).of(strategy, [
        anExchange(JSON.stringify({ message: `no ${secret} here` }), {
          request: { text: secret },
        }),
      ])
    ).toMatchObject({
      request: { body: { text: MASK } },
      response: { body: { message: `no ${MASK} here` } },
    })
  })

  it("masks a secret of digits in a number, and stays JSON", () => {
    const strategy = new KeepsSecrets(["1234"])
    expect(
      evidenceOf(strategy).of(strategy, [
        anExchange('{"pin":91234,"ok":true,"1234":null}'),
      ])
    ).toMatchObject({
      response: { body: { pin: `9${MASK}`, ok: true, [MASK]: null } },
    })
  })

  it("never holds a secret, wherever it is in a call", () => {
    const secret = fc
      .string({ minLength: 4, maxLength: 30, unit: "grapheme-ascii" })
      .filter((text) => text.trim().length >= 4)
      .map((text) => `§${text}§`)
    fc.assert(
      fc.property(
        secret,
        fc.jsonValue({ depthSize: "small" }),
        fc.nat(5_000),
        (given, other, padding) => {
          const strategy = new KeepsSecrets([given])
          const bodies = [
            JSON.stringify({ deep: [{ text: given, other }] }),
            JSON.stringify({ [given]: other, text: `a${given}b` }),
            JSON.stringify({ text: "x".repeat(padding) + given }),
            `<html>${"x".repeat(padding)}${given}</html>`,
          ]
          for (const body of bodies) {
            const evidence = evidenceOf(strategy).of(strategy, [
              anExchange(body, {
                url: `https://provider.example/?k=${given}`,
                request: { nested: { text: given, other } },
              }),
              anExchange(body),
            ])
            const texts: string[] = []
            JSON.stringify(evidence, (name, value: unknown) => {
              texts.push(name, typeof value === "string" ? value : "")
              return value
            })
            // Not even its beginning, where something was cut off.
            const all = texts.join("\n")
            expect(all.includes(given)).toBe(false)
            expect(all.includes(given.slice(0, 4))).toBe(false)
          }
        }
      ),
      { numRuns: 60 }
    )
  })

  it("cuts a long body, and says so", () => {
    const { response } = evidenceOf(plain).of(plain, [
      anExchange(JSON.stringify({ text: "x".repeat(10_000) })),
    ]) as { response: { body: string } }

    expect(response.body).toHaveLength(EVIDENCE_LIMIT + 1)
    expect(response.body).toMatch(/^\{"text":"x+…$/)
  })

  it("keeps a body that just fits as it is", () => {
    const body = { text: "x".repeat(EVIDENCE_LIMIT - '{"text":""}'.length) }
    expect(
      evidenceOf(plain).of(plain, [anExchange(JSON.stringify(body))])
    ).toMatchObject({ response: { body } })
  })

  it("keeps the beginning of what is not JSON, in one line", () => {
    const { response } = evidenceOf(plain).of(plain, [
      anExchange(`<html>\u0000\n\t502</html>${"x".repeat(5_000)}`),
    ]) as { response: { body: string } }

    expect(response.body).toMatch(/^<html> 502<\/html>x+$/)
    expect(response.body).toHaveLength(512)
  })

  it("keeps the beginning of JSON that did not arrive whole", () => {
    const whole = anExchange('{"ok":tr')
    expect(
      evidenceOf(plain).of(plain, [
        {
          ...whole,
          result: { ...whole.result, body_state: "broken" } as never,
        },
      ])
    ).toMatchObject({ response: { body: '{"ok":tr' } })
  })

  it("is kept without the body that a strategy can't redact", () => {
    class CantRedact extends KeepsSecrets {
      override redact(): unknown {
        throw new Error("a bug in a provider")
      }
    }
    const strategy = new CantRedact([])
    expect(
      evidenceOf(strategy).of(strategy, [anExchange('{"ok":true}')])
    ).toMatchObject({
      http_status: 200,
      response: { body: "Not kept: redacting it failed." },
    })
  })

  it("of a request is redacted in the same way before it is shown", () => {
    const strategy = new KeepsSecrets(["top-secret"])
    expect(
      evidenceOf(strategy).request(strategy, {
        method: "PATCH",
        url: `https://provider.example/top-secret/${"y".repeat(5_000)}`,
        body: { password: "x", note: "top-secret" },
      })
    ).toEqual({
      method: "PATCH",
      url: expect.stringMatching(
        /^https:\/\/provider\.example\/\*\*\*\/y{3000,}$/
      ),
      body: { password: MASK, note: MASK },
    })
  })
})
