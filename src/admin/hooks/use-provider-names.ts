import { providerName } from "../lib/provider-name"
import { useProviders } from "./use-providers"

/** Names providers by their ids: "Akinon Omnitron, Climes". */
export const useProviderNames = () => {
  const { data } = useProviders()
  return (ids: string[]): string =>
    ids
      .map((id) =>
        providerName(id, data?.find((one) => one.id === id)?.identifier)
      )
      .join(", ")
}
