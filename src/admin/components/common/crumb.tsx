import { useWords } from "../../hooks/use-words"

/** The plugin's breadcrumbs, in the reader's language. */
export const Crumb = ({ name }: { name: "title" | "providers" }) => {
  const { t } = useWords()
  return <>{t(name === "title" ? "title" : "tabs.providers")}</>
}
