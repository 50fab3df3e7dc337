import { Container, Heading, Text } from "@medusajs/ui"
import { useProviders } from "../../hooks/use-providers"
import { useWords } from "../../hooks/use-words"
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
      {data?.map((provider) => (
        <ProviderCard key={provider.id} provider={provider} />
      ))}
    </div>
  )
}
