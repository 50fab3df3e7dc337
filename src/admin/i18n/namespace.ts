/**
 * The namespace of the texts. `translationNs` in routes repeats it literally.
 */
export const NAMESPACE = "cancellation"
