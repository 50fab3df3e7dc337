import { Container, Heading } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import { useAmounts } from "../../hooks/use-amounts"
import { useWords } from "../../hooks/use-words"
import { LINK } from "../../lib/link-style"
import { orderNumber } from "../../lib/order-number"
import { requesterOf } from "../../lib/requester"
import type { Cancellation } from "../../lib/wire"
import { ExternalId } from "../common/external-id"
import { OrderLink } from "../common/order-link"
import { Time } from "../common/time"
import { ProofText } from "./proof-text"

interface AboutProps {
  cancellation: Cancellation
  name: string
  staffName: (id: string) => string
}

/** What a cancellation is about, and where it came from. */
export const About = ({ cancellation, name, staffName }: AboutProps) => {
  const { t } = useWords()
  const { extent } = useAmounts()
  const { created_by, resolved_by, provider_reference, settled_at, proof } =
    cancellation
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{t("detail.about")}</Heading>
      </div>
      <dl className="flex flex-col gap-y-3 px-6 py-4">
        <Entry label={t("list.order")}>
          <Link to={`/orders/${cancellation.order_id}`} className={LINK}>
            {orderNumber(cancellation)}
          </Link>
        </Entry>
        <Entry label={t("list.provider")}>{name}</Entry>
        <Entry label={t("list.externalId")}>
          <ExternalId
            id={cancellation.external_id}
            label={t("list.externalId")}
          />
          <OrderLink url={cancellation.order_url} name={name} />
        </Entry>
        <Entry label={t("list.kind")}>{t(`kind.${cancellation.kind}`)}</Entry>
        {cancellation.kind === "void" && (
          <Entry label={t("list.extent")}>{extent(cancellation)}</Entry>
        )}
        <Entry label={t("detail.reason")}>{cancellation.reason}</Entry>
        <Entry label={t("form.note")}>{cancellation.note}</Entry>
        <Entry label={t("list.source")}>
          {t(`source.${cancellation.source}`)}
        </Entry>
        <Entry label={t("detail.capturedBy")}>
          {!requesterOf(cancellation) &&
            t(`capturedBy.${cancellation.captured_by}`)}
        </Entry>
        <Entry label={t("detail.createdBy")}>
          {created_by && staffName(created_by)}
        </Entry>
        <Entry label={t("list.createdAt")}>
          <Time at={cancellation.created_at} isExact />
        </Entry>
        <Entry label={t("detail.settledAt")}>
          {settled_at && <Time at={settled_at} isExact />}
        </Entry>
        <Entry label={t("detail.proof")}>
          {proof && <ProofText proof={proof} />}
        </Entry>
        <Entry label={t("detail.resolvedBy")}>
          {resolved_by && staffName(resolved_by)}
        </Entry>
        <Entry label={t("detail.reference")}>
          {provider_reference && (
            <ExternalId id={provider_reference} label={t("detail.reference")} />
          )}
        </Entry>
        <Entry label={t("detail.id")}>
          <ExternalId id={cancellation.id} label={t("detail.id")} />
        </Entry>
      </dl>
    </Container>
  )
}

/** Renders nothing where there is nothing to say. */
const Entry = ({ label, children }: { label: string; children: ReactNode }) =>
  children ? (
    <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-4">
      <dt className="txt-small text-ui-fg-subtle">{label}</dt>
      <dd className="txt-small min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  ) : null
