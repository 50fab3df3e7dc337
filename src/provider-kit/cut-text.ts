/** Marks that a text was cut off. `maskSecrets` knows it too. */
export const CUT_OFF = "…"

/**
 * A text of at most so many characters, and "…" behind it where there were
 * more; one that was cut before stays as it is. What is masked later is masked
 * also where the cut went through it, see `maskSecrets`.
 */
export const cutText = (text: string, maxLength: number): string => {
  if (text.length <= maxLength) {
    return text
  }
  const kept = text.slice(0, maxLength)
  // Half of a character can't be stored.
  return (/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept) + CUT_OFF
}
