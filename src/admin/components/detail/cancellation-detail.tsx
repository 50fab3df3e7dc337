import { Container, Heading, Text } from "@medusajs/ui"
import { useCancellation } from "../../hooks/use-cancellations"
import { useAmounts } from "../../hooks/use-amounts"
import { useProviders } from "../../hooks/use-providers"
import { useStaff } from "../../hooks/use-staff"
import { useWords } from "../../hooks/use-words"
import { providerName } from "../../lib/provider-name"
import { statusOf } from "../../lib/request-error"
import { isSaidOnly } from "../../lib/status"
import type { Cancellation, CancellationProvider } from "../../lib/wire"
import { CancellationStatus } from "../common/cancellation-status"
import { ErrorDetails } from "../common/error-details"
import { LastError } from "../common/last-error"
import { LoadFailed } from "../common/load-failed"
import { Loading } from "../common/loading"
import { NextStep } from "../common/next-step"
import { Notice } from "../common/notice"
import { OrderLink } from "../common/order-link"
import { TechnicalDetails } from "../common/technical-details"
import { RepairActions } from "../repair/repair-actions"
import { About } from "./about"
import { Items } from "./items"
import { Timeline } from "./timeline"

/** One cancellation with all its attempts. */
export const CancellationDetail = ({ id }: { id: string }) => {
  const { t } = useWords()
  const { data, error, isError, refetch } = useCancellation(id)
  const providers = useProviders()
  const staffName = useStaff([
    data?.created_by ?? null,
    data?.resolved_by ?? null,
    ...(data?.history ?? []).map(({ by }) => by),
  ])
  if (isError && statusOf(error) === 404) {
    return (
      <Container>
        <Heading level="h1">{t("detail.notFound")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("detail.notFoundHint")}
        </Text>
      </Container>
    )
  }
  if (!data) {
    return (
      <Container className="p-0">
        {isError ? (
          <LoadFailed error={error} onRetry={refetch} />
        ) : (
          <Loading lines={6} />
        )}
      </Container>
    )
  }
  const provider = providers.data?.find((one) => one.id === data.provider_id)
  const name = providerName(data.provider_id, provider?.identifier)
  return (
    <div className="flex flex-col gap-3 xl:grid xl:grid-cols-[minmax(0,1fr)_400px] xl:items-start">
      <div className="flex min-w-0 flex-col gap-y-3">
        <Summary cancellation={data} provider={provider} name={name} />
        {data.items && <Items orderId={data.order_id} items={data.items} />}
        <Timeline cancellation={data} name={name} staffName={staffName} />
      </div>
      <About cancellation={data} name={name} staffName={staffName} />
    </div>
  )
}

const Summary = ({
  cancellation,
  provider,
  name,
}: {
  cancellation: Cancellation
  provider: CancellationProvider | undefined
  name: string
}) => {
  const { t } = useWords()
  const { extent } = useAmounts()
  const { status, last_error: error } = cancellation
  return (
    <Container className="flex flex-col gap-y-3">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <Heading level="h1" className="[overflow-wrap:anywhere]">
          {t(
            cancellation.kind === "cancel"
              ? "detail.cancelAt"
              : "detail.voidAt",
            { extent: extent(cancellation), provider: name }
          )}
        </Heading>
        <CancellationStatus cancellation={cancellation} provider={provider} />
      </div>
      <Text size="small" className="text-ui-fg-subtle">
        {t(isSaidOnly(cancellation) ? "meaning.said" : `meaning.${status}`, {
          provider: name,
        })}
      </Text>
      <NextStep cancellation={cancellation} provider={provider} />
      {error && status !== "succeeded" && (
        <Notice variant={status === "rejected" ? "error" : "warning"}>
          <LastError cancellation={cancellation} name={name} />
          <TechnicalDetails>
            <ErrorDetails error={error} />
          </TechnicalDetails>
        </Notice>
      )}
      {cancellation.kind === "cancel" && provider?.identifier === "fungies" && (
        <Notice variant="info">{t("notices.refundsNothing")}</Notice>
      )}
      <div className="flex flex-wrap items-center gap-2 empty:hidden">
        <RepairActions cancellation={cancellation} provider={provider} />
        <OrderLink url={cancellation.order_url} name={name} />
      </div>
    </Container>
  )
}
