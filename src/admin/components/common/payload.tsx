import { useWords } from "../../hooks/use-words"
import { isEmptyBody, toShown } from "../../lib/json"

/** The body of a request or an answer, masked by the server. */
export const Payload = ({ label, body }: { label: string; body: unknown }) => {
  const { t } = useWords()
  return (
    <div className="flex flex-col gap-y-1">
      <p className="txt-xsmall-plus text-ui-fg-subtle">{label}</p>
      {isEmptyBody(body) ? (
        <p className="txt-small text-ui-fg-subtle">{t("detail.noBody")}</p>
      ) : (
        <pre
          tabIndex={0}
          aria-label={label}
          className="bg-ui-bg-component focus-visible:shadow-borders-focus max-h-72 overflow-auto whitespace-pre-wrap break-all rounded-lg border p-3 font-mono text-xs leading-5"
        >
          {toShown(body)}
        </pre>
      )}
    </div>
  )
}
