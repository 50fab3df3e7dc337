import { useTranslation } from "react-i18next"
import { NAMESPACE } from "../i18n/namespace"
import { toIntlLocale } from "../lib/locale"

/** The plugin's texts, and the reader's locale for amounts and times. */
export const useWords = () => {
  const { t, i18n } = useTranslation(NAMESPACE)
  return { t, locale: toIntlLocale(i18n.language) }
}

export type Translate = ReturnType<typeof useWords>["t"]
