import { Link } from "react-router-dom"
import { useBlocker } from "../../hooks/use-cancellations"
import { useErrorWords } from "../../hooks/use-error-words"
import { useProviderNames } from "../../hooks/use-provider-names"
import { useWords } from "../../hooks/use-words"
import { LINK } from "../../lib/link-style"
import type { Cancellation } from "../../lib/wire"
import { ErrorText } from "./error-text"

interface LastErrorProps {
  cancellation: Cancellation
  /** Of its provider. */
  name: string
  /** It stands beside the provider's name, which isn't said again. */
  isBesideName?: boolean
}

/** Why it was not done, if anything went wrong. */
export const LastError = ({
  cancellation,
  name,
  isBesideName,
}: LastErrorProps) => {
  const { status, last_error: error } = cancellation
  const blocker = useBlocker(cancellation)
  if (!error || status === "succeeded") {
    return null
  }
  return blocker && error.code === "dependency_failed" ? (
    <Blocked by={blocker} name={name} />
  ) : (
    <ErrorText
      error={error}
      provider={name}
      externalId={cancellation.external_id}
      isBesideName={isBesideName}
    />
  )
}

/** What the provider that comes first said, and where to look. */
const Blocked = ({ by, name }: { by: Cancellation; name: string }) => {
  const { t } = useWords()
  const wordsOf = useErrorWords()
  const first = useProviderNames()([by.provider_id])
  const words = by.last_error
    ? wordsOf(by.last_error, first, by.external_id)
    : null
  const quote = words?.quote
    ? t("list.quote", { message: words.quote })
    : words?.plain
  return (
    <span className="[overflow-wrap:anywhere]">
      {by.status === "rejected" && quote
        ? t("blocked.rejected", { first, quote, provider: name })
        : t("blocked.otherwise", {
            first,
            status: t(`status.${by.status}`),
            provider: name,
          })}{" "}
      <Link
        to={`/cancellations/${by.id}`}
        className={LINK}
        onClick={(event) => event.stopPropagation()}
      >
        {t("blocked.see", { first })}
      </Link>
    </span>
  )
}
