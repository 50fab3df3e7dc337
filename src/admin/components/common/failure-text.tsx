import { useWords } from "../../hooks/use-words"
import { messageOf, refusalCodeOf } from "../../lib/request-error"

interface FailureTextProps {
  error: unknown
  /** Where the server has no words for people. */
  fallback: string
}

/**
 * Why a request failed, in the reader's language. The server's words are in
 * English, and have the figures and the names.
 */
export const FailureText = ({ error, fallback }: FailureTextProps) => {
  const { t } = useWords()
  const code = refusalCodeOf(error)
  const message = messageOf(error)
  return code ? (
    <>
      {t(`refusals.${code}`)}
      <span lang="en" className="text-ui-fg-subtle block">
        {message}
      </span>
    </>
  ) : (
    <>{message ?? fallback}</>
  )
}
