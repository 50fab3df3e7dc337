import { Button, Drawer, Text } from "@medusajs/ui"
import { useForecast } from "../../hooks/use-forecast"
import { useReturnOfFocus } from "../../hooks/use-return-of-focus"
import { useWords } from "../../hooks/use-words"
import { providerName } from "../../lib/provider-name"
import type { CancellationProvider } from "../../lib/wire"
import { DrawerHeader } from "../common/drawer-header"
import { LoadFailed } from "../common/load-failed"
import { Loading } from "../common/loading"
import { Notice } from "../common/notice"
import { Forecast } from "./forecast"
import { ForecastProblem } from "./forecast-problem"

interface ForecastDrawerProps {
  orderId: string
  providers: CancellationProvider[]
  onClose: () => void
}

/** What Medusa's own cancel would do in the outside systems, in its order. */
export const ForecastDrawer = ({
  orderId,
  providers,
  onClose,
}: ForecastDrawerProps) => {
  const { t } = useWords()
  const returnFocus = useReturnOfFocus()
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content onCloseAutoFocus={returnFocus}>
        <DrawerHeader
          title={t("forecast.title")}
          description={t("forecast.description")}
        />
        <Drawer.Body className="flex flex-1 flex-col gap-y-4 overflow-auto">
          <Forecasts orderId={orderId} providers={providers} />
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("general.close")}
            </Button>
          </Drawer.Close>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}

const Forecasts = ({
  orderId,
  providers,
}: Omit<ForecastDrawerProps, "onClose">) => {
  const { t } = useWords()
  const { data, error, isError, isFetching, refetch } = useForecast(orderId)
  if (isError) {
    return <LoadFailed error={error} onRetry={refetch} />
  }
  if (!data || isFetching) {
    return <Loading lines={6} />
  }
  const of = (id: string) => providers.find((one) => one.id === id)
  const nameOf = (id: string) => providerName(id, of(id)?.identifier)
  const isStaged = data.previews.some(({ step }) => step > 1)
  return (
    <>
      <ForecastProblem of={data} name="Medusa" />
      {data.previews.some(
        ({ provider_id: id }) => of(id)?.identifier === "akinon"
      ) && <Notice variant="info">{t("forecast.akinonIban")}</Notice>}
      <ol className="flex flex-col gap-y-3">
        {data.previews.map((preview) => (
          <li
            key={preview.provider_order_id}
            data-forecast={preview.provider_id}
            className="bg-ui-bg-subtle flex flex-col gap-y-2 rounded-lg border p-3"
          >
            <Text size="xsmall" className="text-ui-fg-subtle">
              {isStaged
                ? t("forecast.step", {
                    step: preview.step,
                    id: preview.external_id,
                  })
                : preview.external_id}
            </Text>
            <Forecast
              preview={preview}
              name={nameOf(preview.provider_id)}
              isProblemSaid={preview.problem_code === data.problem_code}
            />
          </li>
        ))}
      </ol>
    </>
  )
}
