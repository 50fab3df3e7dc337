import { Container, Heading, Table } from "@medusajs/ui"
import { useWords } from "../../hooks/use-words"
import type { CancellationItem } from "../../lib/wire"

/** The units that a void takes, by the provider's ids. */
export const Items = ({ items }: { items: CancellationItem[] }) => {
  const { t } = useWords()
  return (
    <Container className="divide-y overflow-hidden p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{t("detail.items")}</Heading>
      </div>
      <div
        className="overflow-x-auto"
        tabIndex={0}
        role="region"
        aria-label={t("detail.items")}
      >
        <Table>
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell>{t("detail.item")}</Table.HeaderCell>
              <Table.HeaderCell>{t("void.quantity")}</Table.HeaderCell>
              <Table.HeaderCell>{t("detail.externalItems")}</Table.HeaderCell>
              <Table.HeaderCell>{t("detail.reason")}</Table.HeaderCell>
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {items.map((item) => (
              <Table.Row key={item.id}>
                <Table.Cell className="font-mono text-xs">{item.id}</Table.Cell>
                <Table.Cell>{item.quantity}</Table.Cell>
                <Table.Cell className="font-mono text-xs">
                  {item.external_item_ids.join(", ")}
                </Table.Cell>
                <Table.Cell>{item.reason ?? "–"}</Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
    </Container>
  )
}
