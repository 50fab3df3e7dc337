import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib"
import { classifyTransport } from "../http/classify-transport"
import { resultOf, useLoopback } from "../__fixtures__/loopback"

const { listen, client } = useLoopback()

/** A server that compresses its answers, although it was asked not to. */
const packing = (
  bytes: Buffer,
  encoding: string | string[],
  { status = 200, announced = bytes.length } = {}
) =>
  listen((_, socket) => {
    const lines = [encoding].flat().map((one) => `content-encoding: ${one}\r\n`)
    socket.write(
      `HTTP/1.1 ${status} X\r\n${lines.join("")}content-length: ${announced}\r\n\r\n`
    )
    socket.end(bytes)
  })

const call = { method: "PATCH", body: { climes: 1 } } as const
/** At its best quality, brotli takes longer than the test may. */
const quickly = (bytes: Buffer): Buffer =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })

const JSON_BODY = '{"message":"día"}'

it("an answer is asked for as it is, packed by nothing", async () => {
  const server = await packing(Buffer.from("{}"), "identity")
  await client().send({ ...call, url: server.url() })
  expect(server.requests[0]?.headers).toContainEqual([
    "accept-encoding",
    "identity",
  ])
})

describe("an answer that is packed all the same", () => {
  it.each<[string, Buffer]>([
    ["gzip", gzipSync(JSON_BODY)],
    ["GZip", gzipSync(JSON_BODY)],
    ["x-gzip", gzipSync(JSON_BODY)],
    ["deflate", deflateSync(JSON_BODY)],
    ["br", brotliCompressSync(JSON_BODY)],
    ["identity", Buffer.from(JSON_BODY)],
    ["", Buffer.from(JSON_BODY)],
  ])("with %j is read", async (encoding, bytes) => {
    const server = await packing(bytes, encoding)
    expect(
      await resultOf(client().send({ ...call, url: server.url() }))
    ).toMatchObject({ status: 200, body_state: "complete", body: JSON_BODY })
  })

  it("by nothing but a header of an empty body is empty", async () => {
    const server = await packing(Buffer.alloc(0), "gzip")
    expect(
      await resultOf(client().send({ ...call, url: server.url() }))
    ).toMatchObject({ body_state: "complete", body: "" })
  })

  it.each<[string, string | string[], Buffer]>([
    ["in a way nobody knows", "zstd", Buffer.from("zstd")],
    ["twice", "gzip, br", brotliCompressSync(gzipSync(JSON_BODY))],
    ["twice, in two headers", ["gzip", "br"], gzipSync(JSON_BODY)],
    ["as a name of every object", "constructor", Buffer.from(JSON_BODY)],
    ["in name only", "gzip", Buffer.from(JSON_BODY)],
    ["and cut off", "gzip", gzipSync(JSON_BODY).subarray(0, 20)],
  ])(
    "%s proves nothing, says so, and isn't kept",
    async (_, encoding, bytes) => {
      const server = await packing(bytes, encoding)
      const exchange = await client().send({ ...call, url: server.url() })
      expect(exchange.result).toMatchObject({ body_state: "encoded", body: "" })
      expect(classifyTransport(exchange, "Climes")).toMatchObject({
        type: "unknown",
        error: {
          code: "answer_unreadable",
          message: expect.stringContaining("content-encoding") as string,
        },
      })
    }
  )

  it("is a refusal where its status says so", async () => {
    const server = await packing(Buffer.from("?"), "zstd", { status: 404 })
    const exchange = await client().send({ ...call, url: server.url() })
    expect(exchange.result).toMatchObject({ status: 404 })
    expect(classifyTransport(exchange, "Climes")).toBeNull()
  })

  it("and didn't arrive whole is broken, and isn't kept", async () => {
    const bytes = gzipSync(JSON_BODY)
    const server = await packing(bytes, "gzip", {
      announced: bytes.length + 10,
    })
    expect(
      await resultOf(client().send({ ...call, url: server.url() }))
    ).toMatchObject({ body_state: "broken", body: "" })
  })

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ["gzip", gzipSync],
    ["br", quickly],
    ["deflate", deflateSync],
  ])("with %s can't fill the memory", async (encoding, pack) => {
    const bomb = pack(Buffer.alloc(40_000_000))
    expect(bomb.length).toBeLessThan(200_000)
    const server = await packing(bomb, encoding)
    const before = process.memoryUsage().arrayBuffers
    const result = await resultOf(client().send({ ...call, url: server.url() }))
    expect(result).toMatchObject({ body_state: "too_large", body: "" })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000)
  })

  it("may unpack to as much as any answer, and no byte more", async () => {
    const http = client({ maxBodyBytes: 1_000 })
    const fits = await packing(gzipSync("x".repeat(1_000)), "gzip")
    const larger = await packing(gzipSync("x".repeat(1_001)), "gzip")
    expect(
      await resultOf(http.send({ ...call, url: fits.url() }))
    ).toMatchObject({ body_state: "complete", body: "x".repeat(1_000) })
    expect(
      await resultOf(http.send({ ...call, url: larger.url() }))
    ).toMatchObject({ body_state: "too_large" })
  })
})
