import { errorWords } from "../lib/error-words"
import type { LastError } from "../lib/wire"
import { useWords } from "./use-words"

/** The provider's own words about an error, if it had any, and plain ones. */
export const useErrorWords = () => {
  const { t } = useWords()
  return (error: LastError, provider: string) => {
    const { codes, fallback, httpStatus, quote } = errorWords(error)
    const words = codes.map((code) =>
      t(`errors.${code}`, { provider, status: httpStatus })
    )
    return { quote, plain: words.join(" ") || fallback }
  }
}
