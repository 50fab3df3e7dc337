export const MASK = "***"

/**
 * Names of fields whose values are secret or personal, whatever the provider.
 * Compared without case, `-` and `_`.
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

const normalize = (field: string): string =>
  field.toLowerCase().replace(/[-_\s]/g, "")

/** The shape of a masked value stays: it helps to see that it was there. */
const mask = (value: unknown): unknown => {
  if (value === null || value === undefined) {
    return value
  }
  if (Array.isArray(value)) {
    return value.map(mask)
  }
  if (typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, mask(inner)])
    )
  }
  return MASK
}

const MAX_DEPTH = 20

/**
 * A copy with the values of sensitive fields masked, at any depth.
 *
 * @param fields - further names that are sensitive at this provider
 */
export const redactEvidence = (
  value: unknown,
  fields: readonly string[] = [],
  depth = 0
): unknown => {
  if (depth > MAX_DEPTH) {
    return MASK
  }
  if (Array.isArray(value)) {
    return value.map((inner) => redactEvidence(inner, fields, depth + 1))
  }
  if (value !== null && typeof value === "object") {
    const extra = new Set(fields.map(normalize))
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        SENSITIVE_FIELDS.has(normalize(name)) || extra.has(normalize(name))
          ? mask(inner)
          : redactEvidence(inner, fields, depth + 1),
      ])
    )
  }
  return value
}

/** Masks every occurrence of the given secrets in a text. */
export const maskSecrets = (
  text: string,
  secrets: readonly string[]
): string => {
  let masked = text
  for (const secret of secrets) {
    // A very short one would mask innocent text, and is no secret anyway.
    if (secret.length >= 4) {
      masked = masked.split(secret).join(MASK)
    }
  }
  return masked
}
