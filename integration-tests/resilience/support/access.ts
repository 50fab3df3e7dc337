import { Sandbox } from "../../../sandbox"
import { SandboxAccess } from "./providers"

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
