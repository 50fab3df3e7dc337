import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CancellationList } from "../../components/list/cancellation-list"
import { Crumb } from "../../components/common/crumb"
import { PageTabs } from "../../components/common/page-tabs"

const CancellationsPage = () => (
  <div className="flex flex-col gap-y-3">
    <PageTabs />
    <CancellationList />
  </div>
)

export const config = defineRouteConfig({
  label: "title",
  nested: "/orders",
  translationNs: "cancellation",
})

export const handle = {
  breadcrumb: () => <Crumb name="title" />,
}

export default CancellationsPage
