import { useWords } from "../../hooks/use-words"
import { errorWords } from "../../lib/error-words"
import type { LastError } from "../../lib/wire"

/** What went wrong, in plain words and then in the provider's. */
export const ErrorText = ({
  error,
  provider,
}: {
  error: LastError
  provider: string
}) => {
  const { t } = useWords()
  const { codes, fallback, httpStatus, quote } = errorWords(error)
  const words = codes.map((code) =>
    t(`errors.${code}`, { provider, status: httpStatus })
  )
  return (
    <span className="[overflow-wrap:anywhere]">
      {words.join(" ") || fallback}
      {quote && <> {t("errors.quote", { provider, message: quote })}</>}
    </span>
  )
}
