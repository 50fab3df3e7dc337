import { Container, Heading } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import { useMeasure } from "../../hooks/use-amounts"
import { useTimes } from "../../hooks/use-times"
import { useWords } from "../../hooks/use-words"
import { LINK } from "../../lib/link-style"
import { orderNumber } from "../../lib/order-number"
import type { Cancellation } from "../../lib/wire"
import { ExternalId } from "../common/external-id"
import { ProofText } from "./proof-text"

interface FactsProps {
  cancellation: Cancellation
  name: string
  staffName: (id: string) => string
}

/** What a cancellation is about, and where it came from. */
export const Facts = ({ cancellation, name, staffName }: FactsProps) => {
  const { t } = useWords()
  const { extent } = useMeasure()
  const { exactTime } = useTimes()
  const { created_by, resolved_by, provider_reference, settled_at, proof } =
    cancellation
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{t("detail.facts")}</Heading>
      </div>
      <dl className="flex flex-col gap-y-3 px-6 py-4">
        <Fact label={t("list.order")}>
          <Link to={`/orders/${cancellation.order_id}`} className={LINK}>
            {orderNumber(cancellation)}
          </Link>
        </Fact>
        <Fact label={t("list.provider")}>{name}</Fact>
        <Fact label={t("list.externalId")}>
          <ExternalId
            id={cancellation.external_id}
            label={t("list.externalId")}
          />
        </Fact>
        <Fact label={t("list.kind")}>{t(`kind.${cancellation.kind}`)}</Fact>
        {cancellation.kind === "void" && (
          <Fact label={t("list.extent")}>{extent(cancellation)}</Fact>
        )}
        <Fact label={t("detail.reason")}>{cancellation.reason}</Fact>
        <Fact label={t("form.note")}>{cancellation.note}</Fact>
        <Fact label={t("list.source")}>
          {t(`source.${cancellation.source}`)}
        </Fact>
        <Fact label={t("detail.capturedBy")}>
          {t(`capturedBy.${cancellation.captured_by}`)}
        </Fact>
        <Fact label={t("detail.createdBy")}>
          {created_by && staffName(created_by)}
        </Fact>
        <Fact label={t("list.createdAt")}>
          {exactTime(cancellation.created_at)}
        </Fact>
        <Fact label={t("detail.settledAt")}>
          {settled_at && exactTime(settled_at)}
        </Fact>
        <Fact label={t("detail.proof")}>
          {proof && <ProofText proof={proof} />}
        </Fact>
        <Fact label={t("detail.resolvedBy")}>
          {resolved_by && staffName(resolved_by)}
        </Fact>
        <Fact label={t("detail.reference")}>
          {provider_reference && (
            <ExternalId id={provider_reference} label={t("detail.reference")} />
          )}
        </Fact>
        <Fact label={t("detail.id")}>
          <ExternalId id={cancellation.id} label={t("detail.id")} />
        </Fact>
      </dl>
    </Container>
  )
}

/** Renders nothing where there is nothing to say. */
const Fact = ({ label, children }: { label: string; children: ReactNode }) =>
  children ? (
    <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-4">
      <dt className="txt-small text-ui-fg-subtle">{label}</dt>
      <dd className="txt-small min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  ) : null
