import { createHmac } from "node:crypto"

/** Standard Webhooks, "Signature scheme": the prefix of a symmetric secret. */
const PREFIX = "whsec_"
const MIN_BYTES = 24
const MAX_BYTES = 64

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

const keyOf = (secret: string): Buffer =>
  Buffer.from(secret.slice(PREFIX.length), "base64")

/** What follows the prefix is a secret by itself. */
export const bareSecret = (secret: string): string =>
  secret.slice(PREFIX.length)

export const isSecret = (value: string): boolean => {
  const { length } = keyOf(value)
  return (
    value.startsWith(PREFIX) &&
    BASE64.test(bareSecret(value)) &&
    length >= MIN_BYTES &&
    length <= MAX_BYTES
  )
}

export interface Signed {
  /** The same for every attempt. */
  id: string
  /** When this attempt is made, in milliseconds since 1970. */
  now: number
  /** Exactly as it is sent. Empty where there is none. */
  body: string
}

/**
 * The headers of Standard Webhooks, with a signature by each secret: a receiver
 * verifies with the one that it has, and a secret is replaced without a gap.
 */
export const signatureHeaders = (
  secrets: readonly string[],
  { id, now, body }: Signed
): Record<string, string> => {
  const timestamp = String(Math.floor(now / 1_000))
  const signatures = secrets.map((secret) => {
    const hmac = createHmac("sha256", keyOf(secret))
    return `v1,${hmac.update(`${id}.${timestamp}.${body}`).digest("base64")}`
  })
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  }
}
