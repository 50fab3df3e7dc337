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

/** Nothing of such a body is kept: a secret in it couldn't be masked. */
const nothing = (body_state: BodyState): DecodedBody => ({
  body_state,
  body: "",
})

/**
 * The text of a body. Requests ask for an uncompressed one, and some servers
 * compress it all the same. The unpacked size is limited too, so that a small
 * answer can't fill the memory. Unpacking a megabyte takes a few milliseconds.
 *
 * @param encoding - the answer's `content-encoding`
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
