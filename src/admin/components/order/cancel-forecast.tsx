import { Text } from "@medusajs/ui"
import { useForecast } from "../../hooks/use-forecast"
import { useWords } from "../../hooks/use-words"
import type { ProviderOrder } from "../../lib/wire"
import { FailureText } from "../common/failure-text"
import { Forecast } from "./forecast"

interface CancelForecastProps {
  providerOrder: ProviderOrder
  name: string
}

/** What a full cancellation by hand would do, before one asks for it. */
export const CancelForecast = ({
  providerOrder,
  name,
}: CancelForecastProps) => {
  const { t } = useWords()
  const { data, error } = useForecast(providerOrder.order_id, providerOrder.id)
  return (
    <section
      aria-label={t("void.preview")}
      aria-busy={!data && !error}
      aria-live="polite"
      className="bg-ui-bg-subtle flex flex-col gap-y-2 rounded-lg border p-3"
    >
      {data?.preview ? (
        <Forecast preview={data.preview} name={name} />
      ) : (
        <Text size="small" className="text-ui-fg-subtle">
          {error ? (
            <FailureText error={error} fallback={t("general.tryLater")} />
          ) : (
            t("general.loading")
          )}
        </Text>
      )}
    </section>
  )
}
