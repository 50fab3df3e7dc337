/** Marks that a text was cut off. `maskSecrets` knows it too. */
export const CUT_OFF = "…"

/**
 * A text of at most `maxLength` characters, with "…" behind it where there were
 * more. A text that was cut before stays as it is. A secret that the cut went
 * through is still masked later; see `maskSecrets`.
 */
export const cutText = (text: string, maxLength: number): string => {
  if (text.length <= maxLength) {
    return text
  }
  const kept = text.slice(0, maxLength)
  // PostgreSQL can't store half of a surrogate pair.
  return (/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept) + CUT_OFF
}
