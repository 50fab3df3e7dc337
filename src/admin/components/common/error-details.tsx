import { Text } from "@medusajs/ui"
import type { LastError } from "../../lib/wire"

/** An error as the server has it: its codes, and its words in English. */
export const ErrorDetails = ({
  error: { code, cause, message, provider_code },
}: {
  error: LastError
}) => (
  <div className="[overflow-wrap:anywhere]">
    <p className="font-mono text-xs leading-5">
      {[code, cause, provider_code].filter(Boolean).join(" · ")}
    </p>
    <Text size="small" lang="en">
      {message}
    </Text>
  </div>
)
