import { Container, Heading, Skeleton, Table } from "@medusajs/ui"
import { useLineItems } from "../../hooks/use-line-items"
import { useWords } from "../../hooks/use-words"
import type { CancellationItem } from "../../lib/wire"
import { ItemName } from "../common/item-name"

/** The units that a void takes, by the provider's ids. */
export const Items = ({
  orderId,
  items,
}: {
  orderId: string
  items: CancellationItem[]
}) => {
  const { t } = useWords()
  const lines = useLineItems(orderId)
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
                <Table.Cell className="min-w-48">
                  {lines.isPending ? (
                    <Skeleton className="h-8 w-full" />
                  ) : (
                    <ItemName
                      item={lines.data?.find(({ id }) => id === item.id)}
                    />
                  )}
                </Table.Cell>
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
