/**
 * The locale of a dashboard language. The dashboard writes "ptBR" where Intl
 * wants "pt-BR" and throws for what it doesn't know.
 */
export const toIntlLocale = (language: string | undefined): string => {
  const tag = (language ?? "")
    .replace("_", "-")
    .replace(/^([a-z]{2})([A-Z]{2})$/, "$1-$2")
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? "en"
  } catch {
    return "en"
  }
}
