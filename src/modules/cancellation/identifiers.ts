/** The module's key in a Medusa container. */
export const CANCELLATION_MODULE = "cancellation"

/** Where the loader registers each configured provider. */
export const providerRegistrationKey = (id: string): string => `cncl_${id}`
