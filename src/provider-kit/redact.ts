import { mapFields } from "./map-fields"
import { findSecrets } from "./mask/find-secrets"

export { holdsSecret } from "./mask/find-secrets"

export const MASK = "***"

/**
 * Names of fields whose values are secret or personal at any provider. Case,
 * `-` and `_` don't matter.
 */
const SENSITIVE_FIELDS = new Set([
  "accesstoken",
  "address",
  "apikey",
  "authorization",
  "billingaddress",
  "birthdate",
  "email",
  "firstname",
  "holdername",
  "holdernames",
  "iban",
  "ibans",
  "identitynumber",
  "key",
  "lastname",
  "password",
  "phone",
  "phonenumber",
  "privatekey",
  "secret",
  "secretkey",
  "shippingaddress",
  "token",
  "user",
  "username",
])

/** An API has few names of fields, and they come again with every answer. */
const REMEMBERED = 1_000
const LONGEST_REMEMBERED = 100
const remembered = new Map<string, string>()

const normalize = (field: string): string => {
  const known = remembered.get(field)
  if (known !== undefined) {
    return known
  }
  const name = field.toLowerCase().replace(/[-_\s]/g, "")
  if (field.length > LONGEST_REMEMBERED) {
    return name
  }
  if (remembered.size >= REMEMBERED) {
    remembered.clear()
  }
  remembered.set(field, name)
  return name
}

const MAX_DEPTH = 20

/** Keeps the shape of a masked value, which shows that there was one. */
const mask = (value: unknown, depth: number): unknown => {
  if (value === null || value === undefined) {
    return value
  }
  if (typeof value !== "object" || depth > MAX_DEPTH) {
    return MASK
  }
  return Array.isArray(value)
    ? value.map((inner) => mask(inner, depth + 1))
    : mapFields(value, (inner) => mask(inner, depth + 1))
}

/**
 * A copy with the values of sensitive fields masked, at any depth.
 *
 * @param fields - further names that are sensitive at this provider
 */
export const redactEvidence = (
  value: unknown,
  fields: readonly string[] = []
): unknown => {
  const further = new Set(fields.map(normalize))
  const isSensitive = (field: string): boolean => {
    const name = normalize(field)
    return SENSITIVE_FIELDS.has(name) || further.has(name)
  }
  return redacted(value, isSensitive, 0)
}

const redacted = (
  value: unknown,
  isSensitive: (field: string) => boolean,
  depth: number
): unknown => {
  if (depth > MAX_DEPTH) {
    return MASK
  }
  if (Array.isArray(value)) {
    return value.map((inner) => redacted(inner, isSensitive, depth + 1))
  }
  if (value !== null && typeof value === "object") {
    return mapFields(value, (inner, name) =>
      isSensitive(name)
        ? mask(inner, depth + 1)
        : redacted(inner, isSensitive, depth + 1)
    )
  }
  return value
}

/**
 * Masks every occurrence of the given secrets in a text, also in
 * percent-encoding, base64, hexadecimal, or as a string in JSON or HTML. Where
 * a cut, marked by "…", went through a secret, its beginning is masked.
 */
export const maskSecrets = (
  text: string,
  secrets: readonly string[]
): string => {
  const found = findSecrets(text, secrets)
  if (!found.length) {
    return text
  }
  const parts: string[] = []
  let kept = 0
  for (const [start, end] of found) {
    parts.push(text.slice(kept, start), MASK)
    kept = end
  }
  return parts.join("") + text.slice(kept)
}

/**
 * A copy with every occurrence of the given secrets masked in texts, names of
 * fields and numbers, at any depth. It works on values and not on their JSON,
 * where a quote in a secret would be written differently.
 */
export const maskSecretsIn = (
  value: unknown,
  secrets: readonly string[],
  depth = 0
): unknown => {
  if (typeof value === "string") {
    return maskSecrets(value, secrets)
  }
  if (typeof value === "number") {
    const masked = maskSecrets(String(value), secrets)
    return masked === String(value) ? value : masked
  }
  if (value === null || typeof value !== "object") {
    return value
  }
  if (depth > MAX_DEPTH) {
    return MASK
  }
  return Array.isArray(value)
    ? value.map((inner) => maskSecretsIn(inner, secrets, depth + 1))
    : mapFields(
        value,
        (inner) => maskSecretsIn(inner, secrets, depth + 1),
        (name) => maskSecrets(name, secrets)
      )
}
