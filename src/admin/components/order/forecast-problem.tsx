import { useWords } from "../../hooks/use-words"
import { problemCode } from "../../lib/forecast"
import type { CancelPreviews } from "../../lib/wire"
import { ErrorText } from "../common/error-text"
import { Notice } from "../common/notice"

interface ForecastProblemProps {
  of: Pick<CancelPreviews, "problem" | "problem_code">
  name: string
}

/** What stands in the way. Empty where nothing does. */
export const ForecastProblem = ({
  of: { problem, problem_code: code },
  name,
}: ForecastProblemProps) => {
  const { t } = useWords()
  if (problem === null || code === null) {
    return null
  }
  const known = problemCode(code)
  return (
    <Notice variant="warning">
      {known ? (
        t(`forecast.problem.${known}`, { provider: name })
      ) : (
        <ErrorText
          error={{
            code,
            message: problem,
            provider_code: null,
            provider_message: null,
          }}
          provider={name}
        />
      )}
    </Notice>
  )
}
