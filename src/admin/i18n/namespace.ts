/** Of our texts; the routes' `translationNs` repeats it as a literal. */
export const NAMESPACE = "cancellation"
