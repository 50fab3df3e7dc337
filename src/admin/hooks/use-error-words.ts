import { errorWords } from "../lib/error-words"
import type { LastError } from "../lib/wire"
import { useWords } from "./use-words"

/** With these, a wrong id is what to look for: so it is said which. */
const UNKNOWN = ["not_found", "order_not_found"] as const

/** The provider's own words about an error, if it had any, and plain ones. */
export const useErrorWords = () => {
  const { t } = useWords()
  return (error: LastError, provider: string, externalId?: string) => {
    const { codes, fallback, httpStatus, quote } = errorWords(error)
    const words = codes.map((code) =>
      externalId && UNKNOWN.some((one) => one === code)
        ? t(`notices.orderUnknown.${code}`, { provider, id: externalId })
        : t(`errors.${code}`, { provider, status: httpStatus })
    )
    return { quote, plain: words.join(" ") || fallback }
  }
}
