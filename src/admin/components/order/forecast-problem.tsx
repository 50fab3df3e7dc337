import { useWords } from "../../hooks/use-words"
import { problemCode } from "../../lib/forecast"
import { refusalCodeOf } from "../../lib/request-error"
import type { CancelPreviews } from "../../lib/wire"
import { ErrorText } from "../common/error-text"
import { FailureText } from "../common/failure-text"
import { Notice } from "../common/notice"

interface ForecastProblemProps {
  of: Pick<CancelPreviews, "problem" | "problem_code">
  name: string
}

/** What stands in the way. Empty where nothing does. */
export const ForecastProblem = ({ of, name }: ForecastProblemProps) =>
  of.problem === null || of.problem_code === null ? null : (
    <Notice variant="warning">
      <Words code={of.problem_code} message={of.problem} name={name} />
    </Notice>
  )

interface WordsProps {
  code: string
  message: string
  name: string
}

/** It is a problem of previews, a refusal, or an error that came of looking. */
const Words = ({ code, message, name }: WordsProps) => {
  const { t } = useWords()
  const known = problemCode(code)
  if (known) {
    return <>{t(`forecast.problem.${known}`, { provider: name })}</>
  }
  const error = { code, message, provider_code: null, provider_message: null }
  return refusalCodeOf(error) ? (
    <FailureText error={{ ...error, status: 400 }} fallback={message} />
  ) : (
    <ErrorText error={error} provider={name} />
  )
}
