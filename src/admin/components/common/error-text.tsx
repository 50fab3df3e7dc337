import { useWords } from "../../hooks/use-words"
import { errorWords } from "../../lib/error-words"
import type { LastError } from "../../lib/wire"

/** What went wrong, in the provider's own words and then in plain ones. */
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
      {quote && <>{t("errors.quote", { provider, message: quote })} </>}
      {words.join(" ") || fallback}
    </span>
  )
}
