/** The namespace of the texts. Routes repeat it as `translationNs`. */
export const NAMESPACE = "cancellation"
