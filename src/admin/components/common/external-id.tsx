import { Copy, Text } from "@medusajs/ui"
import { useWords } from "../../hooks/use-words"

/** An id from an outside system. It can be of any length, and copied. */
export const ExternalId = ({ id, label }: { id: string; label: string }) => {
  const { t } = useWords()
  return (
    <span className="flex min-w-0 items-start gap-x-1">
      <Text
        as="span"
        size="small"
        className="text-ui-fg-subtle min-w-0 break-all font-mono text-xs leading-5"
      >
        {id}
      </Text>
      <Copy
        content={id}
        variant="mini"
        aria-label={t("general.copy", { label })}
        className="focus-visible:shadow-borders-focus mt-0.5 shrink-0 rounded"
      />
    </span>
  )
}
