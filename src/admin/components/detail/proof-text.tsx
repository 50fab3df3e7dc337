import { Text } from "@medusajs/ui"
import { useTimes } from "../../hooks/use-times"
import { useWords } from "../../hooks/use-words"
import type { Proof } from "../../lib/wire"

/** Why it counts as done: what was said, by whom, and when. */
export const ProofText = ({ proof }: { proof: Proof }) => {
  const { t } = useWords()
  const { exactTime } = useTimes()
  return (
    <>
      {proof.statement}
      <Text as="span" size="small" className="text-ui-fg-subtle block">
        {t(`proof.${proof.by}`, { time: exactTime(proof.at) })}
      </Text>
    </>
  )
}
