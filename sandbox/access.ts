import type { Sandbox } from "."

/** Where the sandbox listens, and the credentials that it accepts. */
export interface SandboxAccess {
  climes: { baseUrl: string; apiKey: string }
  fungies: { baseUrl: string; publicKey: string; secretKey: string }
  aplazame: { baseUrl: string; privateKey: string }
  akinon: { baseUrl: string; token: string }
  erp: { url: string; secrets: string[]; recordUrl: string }
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
  erp: {
    url: sandbox.erp.url,
    secrets: [sandbox.erp.credentials.secret],
    recordUrl: `${sandbox.erp.url}/messages/{id}`,
  },
})

/** The same as environment variables, which `medusa-config.ts` reads. */
export const environmentOf = ({
  climes,
  fungies,
  aplazame,
  akinon,
}: Omit<SandboxAccess, "erp">): Record<string, string> => ({
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

/** The same for the ERP, which a store has only if these are set. */
export const erpEnvironmentOf = ({
  erp: { url, secrets },
}: SandboxAccess): Record<string, string> => ({
  ERP_URL: url,
  ERP_SECRET: secrets.join(),
})
