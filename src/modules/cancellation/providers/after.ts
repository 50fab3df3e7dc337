import { RegisteredProvider } from "./registry"

type Settings = RegisteredProvider["settings"] & { after?: readonly string[] }

/** The ids of the providers whose cancellations come before a provider's. */
export const afterOf = (
  provider: RegisteredProvider | null
): readonly string[] =>
  (provider?.settings as Settings | undefined)?.after ?? []
