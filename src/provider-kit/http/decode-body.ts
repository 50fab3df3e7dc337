import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib"
import { BodyState } from "./exchange"

type Decoder = (bytes: Buffer, options: { maxOutputLength: number }) => Buffer

const DECODERS = new Map<string, Decoder>([
  ["gzip", gunzipSync],
  ["x-gzip", gunzipSync],
  ["deflate", inflateSync],
  ["br", brotliDecompressSync],
])

export interface DecodedBody {
  body_state: BodyState
  body: string
}

/** Nothing of it is kept: a secret in it couldn't be masked. */
const nothing = (body_state: BodyState): DecodedBody => ({
  body_state,
  body: "",
})

/**
 * The text of a body. None but a plain one is asked for, and some servers pack
 * it all the same. What is unpacked is bounded like what arrives, so that a
 * small answer can't fill the memory; at a megabyte it takes a few
 * milliseconds.
 *
 * @param encoding - the `content-encoding` that the answer came with
 */
export const decodeBody = (
  bytes: Buffer,
  arrived: BodyState,
  encoding: string | null,
  maxBodyBytes: number
): DecodedBody => {
  const name = encoding?.trim().toLowerCase() ?? ""
  if (name === "" || name === "identity" || bytes.length === 0) {
    return { body_state: arrived, body: bytes.toString("utf8") }
  }
  if (arrived !== "complete") {
    return nothing(arrived)
  }
  const decode = DECODERS.get(name)
  if (!decode) {
    return nothing("encoded")
  }
  try {
    const decoded = decode(bytes, { maxOutputLength: maxBodyBytes })
    return { body_state: "complete", body: decoded.toString("utf8") }
  } catch (error) {
    const { code } = error as { code?: string }
    return nothing(code === "ERR_BUFFER_TOO_LARGE" ? "too_large" : "encoded")
  }
}
