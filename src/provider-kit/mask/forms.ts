import { unescapeOnce } from "./unescape"

/** A text that reveals a secret, wherever it stands. */
export interface Form {
  text: string
  /**
   * How many characters before and after it also reveal some of the secret:
   * base64 shares them with the neighbouring bytes.
   */
  before: 0 | 1
  after: 0 | 1
}

const plain = (text: string): Form => ({ text, before: 0, after: 0 })

const BITS_OF_BYTE = 8
const BITS_OF_SIGN = 6

/**
 * The middle of a secret's base64 that follows this many bytes. It is the same
 * whatever they are, as in `Basic` with a user's name and a colon.
 */
const base64At = (bytes: Buffer, offset: 0 | 1 | 2): Form => {
  const signs = Buffer.concat([Buffer.alloc(offset), bytes]).toString(
    "base64url"
  )
  const bits = (offset + bytes.length) * BITS_OF_BYTE
  return {
    text: signs.slice(
      Math.ceil((offset * BITS_OF_BYTE) / BITS_OF_SIGN),
      Math.floor(bits / BITS_OF_SIGN)
    ),
    before: offset > 0 ? 1 : 0,
    after: bits % BITS_OF_SIGN > 0 ? 1 : 0,
  }
}

const OFFSETS = [0, 1, 2] as const

/** Half of a surrogate pair can't be percent-encoded. */
const HALF_A_PAIR = /\p{Surrogate}/gu

/** The encoding that OAuth 2 wants inside `Basic` (RFC 6749, 2.3.1). */
const encoded = (secret: string): string =>
  encodeURIComponent(secret.replace(HALF_A_PAIR, "\ufffd"))

/** In the alphabet for URLs. The text is converted to it too. */
const base64Of = (secret: string): Form[] =>
  [...new Set([secret, encoded(secret)])].flatMap((text) =>
    OFFSETS.map((offset) => base64At(Buffer.from(text), offset))
  )

/** What is left of a secret that looks escaped, for each layer taken off. */
const unescapedOf = (secret: string): string[] => {
  const inner = unescapeOnce(secret)?.text
  return inner === undefined ? [] : [inner, ...unescapedOf(inner)]
}

/** Masking anything shorter would mask innocent text. */
export const MIN_SECRET_LENGTH = 4

/** How a secret may be written in plain sight. */
export interface Forms {
  /** As it is, with a plus for each space as in forms, and in JSON. */
  plain: Form[]
  /** In the base64 alphabet for URLs. */
  base64: Form[]
  /** In lower case. */
  hex: Form[]
}

export const formsOf = (secret: string): Forms => ({
  plain: [
    ...new Set([
      secret,
      secret.replaceAll(" ", "+"),
      // A secret may itself contain what looks like an escape. It is taken off
      // together with the escapes around it.
      JSON.stringify(secret).slice(1, -1),
      ...unescapedOf(secret),
    ]),
  ]
    .filter(({ length }) => length >= MIN_SECRET_LENGTH)
    .map(plain),
  base64: base64Of(secret),
  hex: [plain(Buffer.from(secret).toString("hex"))],
})
