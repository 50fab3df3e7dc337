import { Text } from "@medusajs/ui"
import { useWords } from "../../hooks/use-words"
import type { Proof } from "../../lib/wire"
import { Time } from "../common/time"

/** Why it counts as done: by whose word, when, and what was said. */
export const ProofText = ({ proof }: { proof: Proof }) => {
  const { t } = useWords()
  return (
    <>
      {t(`proof.${proof.by}`)}
      <Text as="span" size="small" className="text-ui-fg-subtle block">
        {proof.statement}
      </Text>
      <Text as="span" size="small" className="text-ui-fg-subtle block">
        <Time at={proof.at} isExact />
      </Text>
    </>
  )
}
