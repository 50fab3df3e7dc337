import { Readable } from "node:stream"
import {
  type MedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { type MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { statusOfRefusal } from "../../../modules/cancellation/core/refusal"
import { jsonBody } from "../json-body"

const schema = z.object({ note: z.string().optional() }).strict()

/** Reading never answers by itself. */
const RESPONSE = {} as unknown as MedusaResponse

interface Sent {
  type?: string | false
  headers?: Record<string, string>
  /** As something before the plugin may have left it. */
  body?: unknown
}

const take = async (
  stream: Readable,
  { type = "application/json", headers = {}, body }: Sent = {}
): Promise<unknown> => {
  const req = Object.assign(stream, {
    headers,
    body,
    is: (wanted: string) => type === `application/${wanted}` && wanted,
  }) as unknown as MedusaRequest
  let passed: unknown
  try {
    await jsonBody(schema)(req, RESPONSE, (error?: unknown) => {
      passed = error
    })
  } catch (error) {
    passed = error
  }
  if (passed === undefined) {
    return req.validatedBody
  }
  const { code, message } = passed as MedusaError
  // A mistake that Medusa's own validator finds gets its code afterwards.
  return { status: statusOfRefusal(code ?? "invalid_request"), message }
}

const of = (text: string | Buffer): Readable =>
  Readable.from([text], { objectMode: false })

const NOT_JSON = {
  status: 400,
  message:
    "The body isn't valid JSON. Write a number plainly, for example 12.5: JSON has no NaN and no Infinity.",
}

describe("a body", () => {
  it("is read as JSON, in whatever parts it comes", async () => {
    const bytes = Buffer.from('\ufeff{"note":"día"}')
    const parts = Readable.from([...bytes].map((byte) => Buffer.from([byte])))

    expect(await take(parts)).toEqual({ note: "día" })
  })

  it("may be left out", async () => {
    expect(await take(of(""), { type: false })).toEqual({})
  })

  it("is held to its schema", async () => {
    expect(await take(of('{"nota":1}'))).toMatchObject({
      status: 400,
      message: expect.stringContaining("nota") as string,
    })
  })

  it("is taken as it is where it was read before", async () => {
    const read = of("")
    read.resume()

    expect(await take(read, { body: { note: "read" } })).toEqual({
      note: "read",
    })
  })

  it.each(['{"amount": NaN}', "{", "undefined", "[1,]"])(
    "that isn't JSON is refused: %s",
    async (text) => {
      expect(await take(of(text))).toEqual(NOT_JSON)
    }
  )

  it("that isn't JSON isn't quoted, wherever it breaks off", async () => {
    const whole = '{"note":"ES9121000418450200051332"'
    for (let length = 1; length <= whole.length; length++) {
      expect(await take(of(whole.slice(0, length)))).toEqual(NOT_JSON)
    }
  })

  it.each<[string, Sent]>([
    ["text", { type: "text/plain" }],
    ["a form", { type: "application/x-www-form-urlencoded" }],
    ["nothing it says", { type: false }],
    ["packed JSON", { headers: { "content-encoding": "gzip" } }],
  ])("that is %s is refused, whatever is in it", async (_, sent) => {
    expect(await take(of('{"note":"x"}'), sent)).toEqual({
      status: 400,
      message:
        "Send the body as JSON, with content-type: application/json and without content-encoding.",
    })
  })

  it("may have 64 KB, and no byte more", async () => {
    const note = (bytes: number): string =>
      JSON.stringify({ note: "x".repeat(bytes - '{"note":""}'.length) })

    expect(await take(of(note(65_536)))).toMatchObject({
      note: expect.any(String) as string,
    })
    expect(await take(of(note(65_537)))).toEqual({
      status: 413,
      message:
        "The body is too large: 64 KB at most. Shorten its texts, or ask for less at once.",
    })
  })

  it("that is too large is read to its end, so that its sender gets the answer", async () => {
    const parts = Array.from({ length: 200 }, () => Buffer.alloc(1_000, "x"))
    const stream = Readable.from(parts)

    const ended = new Promise((resolve) => stream.once("end", resolve))

    expect(await take(stream)).toMatchObject({ status: 413 })
    await ended
  })

  it("that broke off is refused", async () => {
    const stream = new Readable({ read: () => undefined })
    stream.push('{"note":')
    const answer = take(stream)
    stream.destroy(new Error("aborted"))

    expect(await answer).toEqual({
      status: 400,
      message: "The body broke off before its end: send it again.",
    })
  })
})
