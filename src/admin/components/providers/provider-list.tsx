import { Container, Heading, Text } from "@medusajs/ui"
import { useState } from "react"
import { useProviders } from "../../hooks/use-providers"
import { useWords } from "../../hooks/use-words"
import { troubledFirst } from "../../lib/provider-health"
import type { CancellationProvider } from "../../lib/wire"
import { LoadFailed } from "../common/load-failed"
import { Loading } from "../common/loading"
import { Disagreement } from "./disagreement"
import { ProviderCard } from "./provider-card"

export const ProviderList = () => {
  const { t } = useWords()
  const { data, error, isError, refetch } = useProviders(10_000)
  return (
    <div className="flex flex-col gap-y-3">
      <Container className="divide-y p-0">
        <div className="px-6 py-4">
          <Heading level="h1">{t("providers.heading")}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {t("providers.description")}
          </Text>
        </div>
        <Disagreement />
        {isError && <LoadFailed error={error} onRetry={refetch} />}
        {!isError && !data && <Loading lines={5} />}
        {data?.length === 0 && (
          <div className="px-6 py-4">
            <Text size="small" weight="plus">
              {t("providers.none")}
            </Text>
            <Text size="small" className="text-ui-fg-subtle">
              {t("providers.noneHint")}
            </Text>
          </div>
        )}
      </Container>
      {data && <ProviderCards providers={data} />}
    </div>
  )
}

/** They stay where they are while somebody looks at them. */
const ProviderCards = ({
  providers,
}: {
  providers: CancellationProvider[]
}) => {
  const [order] = useState(() => troubledFirst(providers).map(({ id }) => id))
  const placeOf = ({ id }: CancellationProvider): number =>
    order.includes(id) ? order.indexOf(id) : order.length
  return (
    <>
      {[...providers]
        .sort((a, b) => placeOf(a) - placeOf(b))
        .map((provider) => (
          <ProviderCard key={provider.id} provider={provider} />
        ))}
    </>
  )
}
