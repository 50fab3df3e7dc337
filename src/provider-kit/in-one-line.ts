/** Somebody else's words in one line: they become part of a sentence. */
export const inOneLine = (words: string): string =>
  words.replace(/\s+/g, " ").trim()
