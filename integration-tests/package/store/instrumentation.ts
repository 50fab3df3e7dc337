/** Medusa calls it before all else; this store has no tracing. */
export function register(): void {
  return
}
