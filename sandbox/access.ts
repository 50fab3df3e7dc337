import type { Sandbox } from "."

/** Where the sandbox listens, and the credentials that it accepts. */
export interface SandboxAccess {
  climes: { baseUrl: string; apiKey: string }
  fungies: { baseUrl: string; publicKey: string; secretKey: string }
  aplazame: { baseUrl: string; privateKey: string }
  akinon: { baseUrl: string; token: string }
}

export const accessTo = (sandbox: Sandbox): SandboxAccess => ({
  climes: {
    baseUrl: sandbox.climes.url,
    apiKey: sandbox.climes.credentials.apiKey,
  },
  fungies: {
    baseUrl: sandbox.fungies.url,
    publicKey: sandbox.fungies.credentials.publicKey,
    secretKey: sandbox.fungies.credentials.secretKey,
  },
  aplazame: {
    baseUrl: sandbox.aplazame.url,
    privateKey: sandbox.aplazame.credentials.privateKey,
  },
  akinon: {
    baseUrl: sandbox.akinon.url,
    token: sandbox.akinon.credentials.token,
  },
})

/** The same as environment variables, which `medusa-config.ts` reads. */
export const environmentOf = ({
  climes,
  fungies,
  aplazame,
  akinon,
}: SandboxAccess): Record<string, string> => ({
  CLIMES_BASE_URL: climes.baseUrl,
  CLIMES_API_KEY: climes.apiKey,
  FUNGIES_BASE_URL: fungies.baseUrl,
  FUNGIES_PUBLIC_KEY: fungies.publicKey,
  FUNGIES_SECRET_KEY: fungies.secretKey,
  APLAZAME_BASE_URL: aplazame.baseUrl,
  APLAZAME_PRIVATE_KEY: aplazame.privateKey,
  AKINON_BASE_URL: akinon.baseUrl,
  AKINON_TOKEN: akinon.token,
})
