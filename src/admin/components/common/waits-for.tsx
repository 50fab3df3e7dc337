import { Text } from "@medusajs/ui"
import { useProviderNames } from "../../hooks/use-provider-names"
import { useWords } from "../../hooks/use-words"
import { waitsFor } from "../../lib/status"
import type { Cancellation } from "../../lib/wire"

interface WaitsForProps {
  cancellation: Pick<Cancellation, "status" | "waits_for">
}

/** Which providers come first. Empty where it waits for none. */
export const WaitsFor = ({ cancellation }: WaitsForProps) => {
  const { t } = useWords()
  const namesOf = useProviderNames()
  const first = waitsFor(cancellation)
  return (
    first && (
      <Text size="small" leading="compact" className="text-ui-fg-subtle">
        {t("next.waits_for", { providers: namesOf(first) })}
      </Text>
    )
  )
}
