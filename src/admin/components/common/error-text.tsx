import { useErrorWords } from "../../hooks/use-error-words"
import { useWords } from "../../hooks/use-words"
import type { LastError } from "../../lib/wire"

/** What went wrong, in the provider's own words and then in plain ones. */
export const ErrorText = ({
  error,
  provider,
  externalId,
  isBesideName,
}: {
  error: LastError
  provider: string
  /** Of the order there, where it isn't said beside. */
  externalId?: string
  /** It stands beside the provider's name, which isn't said again. */
  isBesideName?: boolean
}) => {
  const { t } = useWords()
  const { quote, plain } = useErrorWords()(error, provider, externalId)
  return (
    <span className="[overflow-wrap:anywhere]">
      {quote && (
        <>
          {isBesideName
            ? t("list.quote", { message: quote })
            : t("errors.quote", { provider, message: quote })}{" "}
        </>
      )}
      {plain}
    </span>
  )
}
