/** The options that hold a provider's keys, by the provider's identifier. */
const KEY_OPTIONS: Record<string, string[]> = {
  akinon: ["token", "username", "password"],
  aplazame: ["privateKey", "sandbox"],
  climes: ["apiKey"],
  fungies: ["publicKey", "secretKey"],
}

/** Null where it is another package's provider. */
export const keyOptionsOf = (identifier: string | null): string[] | null =>
  KEY_OPTIONS[identifier ?? ""] ?? null
