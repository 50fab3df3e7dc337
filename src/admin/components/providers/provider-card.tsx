import {
  Button,
  clx,
  Container,
  Heading,
  StatusBadge,
  toast,
} from "@medusajs/ui"
import { useState } from "react"
import { Link } from "react-router-dom"
import { useNow } from "../../hooks/use-now"
import { useResume } from "../../hooks/use-pause"
import { useReportFailure } from "../../hooks/use-report-failure"
import { useTimes } from "../../hooks/use-times"
import { useWords } from "../../hooks/use-words"
import { formatCount } from "../../lib/amount"
import { listOf } from "../../lib/attention"
import { LINK } from "../../lib/link-style"
import { healthOf, healthColour } from "../../lib/provider-health"
import { providerName } from "../../lib/provider-name"
import type { CancellationProvider } from "../../lib/wire"
import { PauseNotice } from "../common/pause-notice"
import { Time } from "../common/time"
import { ConnectionCheck } from "./connection-check"
import { OutcomeChart } from "./outcome-chart"
import { PauseDrawer } from "./pause-drawer"

const COUNTS = [
  "needs_review",
  "rejected",
  "pending",
  "in_progress",
  "accepted",
] as const

/** One provider as an operator sees it. */
export const ProviderCard = ({
  provider,
}: {
  provider: CancellationProvider
}) => {
  const { t, locale } = useWords()
  const now = useNow()
  const { relative } = useTimes()
  const name = providerName(provider.id, provider.identifier)
  const health = healthOf(provider)
  const rows = [
    {
      label: t("providers.measuredIn"),
      value: provider.unit ? t(`unit.${provider.unit}`) : "–",
    },
    {
      label: t("providers.circuit"),
      value: t(
        provider.is_paused
          ? "providers.notUsed"
          : `providers.circuitState.${provider.circuit.state}`
      ),
    },
    ...(provider.circuit.state === "open" && provider.circuit.until
      ? [
          {
            label: t("providers.circuitUntil"),
            value: (
              <Time at={provider.circuit.until}>
                {relative(provider.circuit.until, now)}
              </Time>
            ),
          },
        ]
      : []),
    ...(provider.failing > 0
      ? [
          {
            label: t("trouble.failing"),
            value: (
              <Link
                to={listOf({
                  trouble: ["failing"],
                  provider_id: [provider.id],
                })}
                className={LINK}
              >
                {formatCount(provider.failing, locale)}
              </Link>
            ),
          },
        ]
      : []),
    ...(provider.waiting_since
      ? [
          {
            label: t("providers.waitingSince"),
            value: (
              <Time at={provider.waiting_since}>
                {relative(provider.waiting_since, now)}
              </Time>
            ),
          },
        ]
      : []),
    {
      label: t("providers.lastSuccess"),
      value: provider.last_success_at ? (
        <Time at={provider.last_success_at} />
      ) : (
        t("providers.never")
      ),
    },
    {
      label: t("providers.lastFailure"),
      value: provider.last_failure_at ? (
        <Time at={provider.last_failure_at} />
      ) : (
        t("providers.never")
      ),
    },
  ]
  return (
    <Container
      className="divide-y p-0"
      data-provider={provider.id}
      role="region"
      aria-label={name}
    >
      <div className="flex flex-wrap items-center justify-between gap-2 px-6 py-4">
        <div className="flex min-w-0 flex-wrap items-center gap-2">
          <Heading level="h2" className="[overflow-wrap:anywhere]">
            {name}
          </Heading>
          <StatusBadge color={healthColour(health)}>
            {t(`health.${health}`)}
          </StatusBadge>
        </div>
        <PauseOrResume provider={provider} name={name} />
      </div>
      {provider.pause && (
        <div className="px-6 py-4">
          <PauseNotice provider={provider} name={name} />
        </div>
      )}
      <ul className="grid grid-cols-2 gap-4 px-6 py-4 sm:grid-cols-5">
        {COUNTS.map((status) => (
          <li key={status}>
            <Link
              to={listOf({ status: [status], provider_id: [provider.id] })}
              className="hover:text-ui-fg-interactive focus-visible:shadow-borders-focus block rounded"
            >
              <span className="txt-small text-ui-fg-subtle block">
                {t(`status.${status}`)}
              </span>
              <span
                className={clx(
                  "text-lg font-medium tabular-nums",
                  provider.counts[status] > 0 &&
                    "decoration-ui-border-strong underline underline-offset-4"
                )}
              >
                {formatCount(provider.counts[status], locale)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <dl className="grid gap-x-6 gap-y-2 px-6 py-4 sm:grid-cols-2">
        {rows.map(({ label, value }) => (
          <div
            key={label}
            className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-4"
          >
            <dt className="txt-small text-ui-fg-subtle">{label}</dt>
            <dd className="txt-small">{value}</dd>
          </div>
        ))}
      </dl>
      <OutcomeChart providerId={provider.id} />
      {provider.is_configured && (
        <ConnectionCheck id={provider.id} name={name} />
      )}
    </Container>
  )
}

const PauseOrResume = ({
  provider,
  name,
}: {
  provider: CancellationProvider
  name: string
}) => {
  const { t } = useWords()
  const [isPausing, setPausing] = useState(false)
  const reportFailure = useReportFailure()
  const resume = useResume(provider.id)
  if (provider.is_paused) {
    return (
      <Button
        size="small"
        variant="secondary"
        isLoading={resume.isPending}
        aria-label={t("providers.resumeOf", { provider: name })}
        onClick={() =>
          resume.mutate(undefined, {
            onSuccess: () =>
              toast.success(t("pause.resumed", { provider: name })),
            onError: reportFailure,
          })
        }
      >
        {t("actions.resume")}
      </Button>
    )
  }
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        aria-label={t("providers.pauseOf", { provider: name })}
        onClick={() => setPausing(true)}
      >
        {t("actions.pause")}
      </Button>
      {isPausing && (
        <PauseDrawer
          id={provider.id}
          name={name}
          onClose={() => setPausing(false)}
        />
      )}
    </>
  )
}
