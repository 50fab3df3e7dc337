/** Medusa calls it before everything else. This store has no tracing. */
export function register(): void {
  return
}
