import { MinusCircle, PencilSquare, Trash, XCircle } from "@medusajs/icons"
import { Button, Skeleton, Text, toast, usePrompt } from "@medusajs/ui"
import { useState } from "react"
import { useRemove } from "../../hooks/use-order-actions"
import { useReportFailure } from "../../hooks/use-report-failure"
import { useWords } from "../../hooks/use-words"
import type { LineItem } from "../../lib/line-item"
import { providerName } from "../../lib/provider-name"
import { hasLiveCancel } from "../../lib/provider-order"
import type {
  Cancellation,
  CancellationProvider,
  ProviderOrder,
  VoidFigures,
} from "../../lib/wire"
import { ActionMenu } from "../common/action-menu"
import { ExternalId } from "../common/external-id"
import { OrderLink } from "../common/order-link"
import { CancelDrawer } from "./cancel-drawer"
import { CancellationRow } from "./cancellation-row"
import { CorrectDrawer } from "./correct-drawer"
import { Figures } from "./figures"
import { Notices } from "./notices"
import { VoidDrawer } from "./void-drawer"

interface ProviderOrderSectionProps {
  providerOrder: ProviderOrder
  figures: VoidFigures | undefined
  cancellations: Cancellation[]
  provider: CancellationProvider | undefined
  lineItems: LineItem[]
  /** Whether its figures are on their way. */
  isLoading: boolean
}

type Open = "void" | "cancel" | "correct" | null

/** One provider order, and everything that can be done with it. */
export const ProviderOrderSection = ({
  providerOrder,
  figures,
  cancellations,
  provider,
  lineItems,
  isLoading,
}: ProviderOrderSectionProps) => {
  const { t } = useWords()
  const prompt = usePrompt()
  const reportFailure = useReportFailure()
  const remove = useRemove(providerOrder.order_id)
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)

  const name = providerName(providerOrder.provider_id, provider?.identifier)
  const isConfigured = provider?.is_configured ?? false
  const isCancelled = hasLiveCancel(cancellations)
  const canVoid =
    isConfigured &&
    Boolean(provider?.supports_void) &&
    !isCancelled &&
    figures !== undefined &&
    (figures.remaining ?? 0) > 0
  const canCancel = isConfigured && !isCancelled

  const confirmRemoval = async () => {
    const isMeant = await prompt({
      title: t("remove.title"),
      description: t("remove.description", {
        provider: name,
        id: providerOrder.external_id,
      }),
      confirmText: t("remove.submit"),
      cancelText: t("general.close"),
    })
    if (isMeant) {
      remove.mutate(providerOrder.id, {
        onSuccess: () => toast.success(t("remove.done")),
        onError: reportFailure,
      })
    }
  }

  const actions = [
    ...(providerOrder.unit === "none"
      ? []
      : [
          {
            label: t("actions.correct"),
            icon: <PencilSquare />,
            onSelect: () => setOpen("correct"),
          },
        ]),
    ...(cancellations.length
      ? []
      : [
          {
            label: t("actions.remove"),
            icon: <Trash />,
            onSelect: () => void confirmRemoval(),
          },
        ]),
  ]

  return (
    <section
      aria-label={name}
      data-provider-order={providerOrder.id}
      className="flex flex-col gap-y-4 px-6 py-4"
    >
      <div className="flex items-start justify-between gap-x-2">
        <div className="min-w-0">
          <Text size="small" weight="plus" leading="compact">
            {name}
          </Text>
          <ExternalId
            id={providerOrder.external_id}
            label={t("order.externalId", { provider: name })}
          />
          <OrderLink url={providerOrder.order_url} name={name} />
          <Text size="xsmall" className="text-ui-fg-subtle">
            {t(`unit.${providerOrder.unit}`)}
          </Text>
        </div>
        <ActionMenu
          label={t("order.menuOf", { provider: name })}
          actions={actions}
        />
      </div>
      <Notices
        name={name}
        externalId={providerOrder.external_id}
        provider={provider}
        figures={figures}
      />
      {figures ? (
        <Figures figures={figures} />
      ) : (
        isLoading && <Skeleton className="h-16 w-full" />
      )}
      {(canVoid || canCancel) && (
        <div className="flex flex-wrap gap-2">
          {canVoid && (
            <Button
              size="small"
              variant="secondary"
              onClick={() => setOpen("void")}
              aria-label={t("order.voidPartOf", { provider: name })}
            >
              <MinusCircle />
              {t("actions.voidPart")}
            </Button>
          )}
          {canCancel && (
            <Button
              size="small"
              variant="secondary"
              onClick={() => setOpen("cancel")}
              aria-label={t("order.cancelWholeOf", { provider: name })}
            >
              <XCircle />
              {t("actions.cancelWhole")}
            </Button>
          )}
        </div>
      )}
      {cancellations.length > 0 && (
        <ul
          aria-label={t("order.cancellationsOf", { provider: name })}
          className="flex flex-col gap-y-2"
        >
          {cancellations.map((cancellation) => (
            <CancellationRow
              key={cancellation.id}
              cancellation={cancellation}
              provider={provider}
              name={name}
            />
          ))}
        </ul>
      )}
      {open === "void" && figures && (
        <VoidDrawer
          providerOrder={providerOrder}
          figures={figures}
          name={name}
          provider={provider}
          lineItems={lineItems}
          onClose={close}
        />
      )}
      {open === "cancel" && (
        <CancelDrawer
          providerOrder={providerOrder}
          name={name}
          provider={provider}
          onClose={close}
        />
      )}
      {open === "correct" && (
        <CorrectDrawer
          providerOrder={providerOrder}
          name={name}
          lineItems={lineItems}
          onClose={close}
        />
      )}
    </section>
  )
}
