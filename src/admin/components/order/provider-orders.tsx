import { Plus } from "@medusajs/icons"
import { Container, Heading, IconButton, Text } from "@medusajs/ui"
import { useState } from "react"
import {
  useOrderCancellations,
  useProviderOrders,
  useVoidFigures,
} from "../../hooks/use-order-data"
import { useProviders } from "../../hooks/use-providers"
import { useSettledRefresh } from "../../hooks/use-settled-refresh"
import { useWatchOrder } from "../../hooks/use-watch-order"
import { useWords } from "../../hooks/use-words"
import type { LineItem } from "../../lib/line-item"
import type { CancellationProvider } from "../../lib/wire"
import { LoadFailed } from "../common/load-failed"
import { Loading } from "../common/loading"
import { ForecastButton } from "./forecast-button"
import { ProviderOrderSection } from "./provider-order-section"
import { RegisterDrawer } from "./register-drawer"

interface ProviderOrdersProps {
  orderId: string
  /** Changes whenever the order changes. */
  version: string
  isCanceled: boolean
  currencyCode: string
  lineItems: LineItem[]
}

/** All provider orders of one order. */
export const ProviderOrders = (order: ProviderOrdersProps) => {
  const { t } = useWords()
  const [isRegistering, setRegistering] = useState(false)
  const providers = useProviders()
  return (
    <Container
      className="divide-y p-0"
      data-widget="provider-orders"
      data-order={order.orderId}
    >
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{t("order.heading")}</Heading>
        <IconButton
          size="small"
          variant="transparent"
          aria-label={t("actions.register")}
          disabled={!providers.data?.some((one) => one.is_configured)}
          onClick={() => setRegistering(true)}
        >
          <Plus />
        </IconButton>
      </div>
      <ProviderOrderList {...order} providers={providers.data ?? []} />
      {isRegistering && (
        <RegisterDrawer
          {...order}
          providers={providers.data ?? []}
          onClose={() => setRegistering(false)}
        />
      )}
    </Container>
  )
}

const ProviderOrderList = ({
  orderId,
  version,
  isCanceled,
  lineItems,
  providers,
}: ProviderOrdersProps & {
  providers: CancellationProvider[]
}) => {
  const { t } = useWords()
  const watchUntil = useWatchOrder(orderId, version)
  const providerOrders = useProviderOrders(orderId)
  const hasSome = Boolean(providerOrders.data?.length)
  const figures = useVoidFigures(orderId, hasSome)
  const cancellations = useOrderCancellations(orderId, watchUntil)
  useSettledRefresh(orderId, cancellations.data)

  const failed = [providerOrders, cancellations].find((query) => query.isError)
  if (failed) {
    return <LoadFailed error={failed.error} onRetry={failed.refetch} />
  }
  if (!providerOrders.data || !cancellations.data) {
    return <Loading />
  }
  if (!hasSome) {
    return (
      <div className="px-6 py-4">
        <Text size="small" weight="plus">
          {t("order.empty")}
        </Text>
        <Text size="small" className="text-ui-fg-subtle">
          {t("order.emptyHint")}
        </Text>
      </div>
    )
  }
  return (
    <>
      {!isCanceled && (
        <ForecastButton orderId={orderId} providers={providers} />
      )}
      {figures.isError && (
        <LoadFailed error={figures.error} onRetry={figures.refetch} />
      )}
      {providerOrders.data.map((providerOrder) => (
        <ProviderOrderSection
          key={providerOrder.id}
          providerOrder={providerOrder}
          figures={figures.data?.find(
            (one) => one.provider_order_id === providerOrder.id
          )}
          cancellations={cancellations.data.filter(
            (one) => one.provider_order_id === providerOrder.id
          )}
          provider={providers.find(
            (one) => one.id === providerOrder.provider_id
          )}
          lineItems={lineItems}
          isLoading={figures.isPending}
        />
      ))}
    </>
  )
}
