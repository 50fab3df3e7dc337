import { Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useBlocker } from "../../hooks/use-cancellations"
import { useProviderNames } from "../../hooks/use-provider-names"
import { useWords } from "../../hooks/use-words"
import { LINK } from "../../lib/link-style"
import { waitsFor } from "../../lib/status"
import type { Cancellation } from "../../lib/wire"

/** Which providers come first. Empty where it waits for none. */
export const WaitsFor = ({ cancellation }: { cancellation: Cancellation }) => {
  const { t } = useWords()
  const namesOf = useProviderNames()
  const blocker = useBlocker(cancellation)
  const first = waitsFor(cancellation)
  if (!first) {
    return null
  }
  const words = t("next.waits_for", { providers: namesOf(first) })
  return (
    <Text size="small" leading="compact" className="text-ui-fg-subtle">
      {blocker ? (
        <Link
          to={`/cancellations/${blocker.id}`}
          className={LINK}
          onClick={(event) => event.stopPropagation()}
        >
          {words}
        </Link>
      ) : (
        words
      )}
    </Text>
  )
}
