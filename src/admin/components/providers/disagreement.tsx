import { useDisagreement } from "../../hooks/use-providers"
import { useWords } from "../../hooks/use-words"
import { Notice } from "../common/notice"

/** Says which processes run with different providers. */
export const Disagreement = () => {
  const { t } = useWords()
  const { data } = useDisagreement()
  const listed = (words: string[]): string =>
    words.join(", ") || t("providers.nothing")
  return data ? (
    <div className="px-6 py-4" data-disagreement>
      <Notice variant="warning">
        <p>{t("providers.disagreement")}</p>
        <ul>
          {data.map(({ providers, sources, processes }) => (
            <li key={[...providers, "", ...sources].join()}>
              {t("providers.configuration", {
                processes,
                providers: listed(providers),
                sources: listed(sources.map((one) => t(`source.${one}`))),
              })}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  ) : null
}
