import { Container, Heading, Text } from "@medusajs/ui"
import { type Translate, useWords } from "../../hooks/use-words"
import { requesterOf } from "../../lib/requester"
import { timelineOf, type TimelineEntry } from "../../lib/timeline"
import type { Cancellation, HistoryEntry } from "../../lib/wire"
import { Ago } from "./ago"
import { AttemptCard } from "./attempt-card"

interface TimelineProps {
  cancellation: Cancellation
  name: string
  staffName: (id: string) => string
}

/** Attempts and what people did, newest first. */
export const Timeline = (props: TimelineProps) => {
  const { t } = useWords()
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{t("detail.timeline")}</Heading>
      </div>
      <ol className="flex flex-col divide-y">
        {timelineOf(props.cancellation).map((entry) => (
          <li key={entry.id} className="px-6 py-4">
            <Entry {...props} entry={entry} />
          </li>
        ))}
      </ol>
    </Container>
  )
}

const Entry = ({
  entry,
  cancellation,
  name,
  staffName,
}: TimelineProps & { entry: TimelineEntry }) => {
  const { t } = useWords()
  switch (entry.type) {
    case "attempt":
      return (
        <AttemptCard
          attempt={entry.attempt}
          cancellation={cancellation}
          next={entry.next}
          name={name}
        />
      )
    case "history":
      return <ByHand entry={entry.entry} staffName={staffName} />
    case "created":
      return (
        <Line at={entry.at} title={createdWords(cancellation, staffName, t)} />
      )
    case "settled":
      return <Line at={entry.at} title={t("detail.superseded")} />
  }
}

const createdWords = (
  cancellation: Cancellation,
  staffName: (id: string) => string,
  t: Translate
): string => {
  const requester = requesterOf(cancellation)
  return requester
    ? t(requester.isInDashboard ? "detail.requestedHere" : "detail.requested", {
        who: staffName(requester.id),
      })
    : t("detail.captured", {
        path: t(`capturedBy.${cancellation.captured_by}`),
      })
}

const ByHand = ({
  entry,
  staffName,
}: {
  entry: HistoryEntry
  staffName: (id: string) => string
}) => {
  const { t } = useWords()
  const who = entry.by ? staffName(entry.by) : t("detail.somebody")
  const resolution = entry.resolution ?? "dismissed"
  return (
    <>
      <Line
        at={entry.at}
        title={
          entry.action === "resolve"
            ? t(`resolved.${resolution}`, { who })
            : t(`resolved.${entry.action}`, { who })
        }
      />
      {entry.note && (
        <blockquote className="txt-small border-ui-border-strong mt-2 whitespace-pre-wrap border-l-2 pl-3 [overflow-wrap:anywhere]">
          {entry.note}
        </blockquote>
      )}
    </>
  )
}

const Line = ({ at, title }: { at: string; title: string }) => (
  <div>
    <Text size="small" weight="plus" className="[overflow-wrap:anywhere]">
      {title}
    </Text>
    <Text size="xsmall" className="text-ui-fg-subtle">
      <Ago at={at} />
    </Text>
  </div>
)
