import { Crumb } from "../../../components/common/crumb"
import { PageTabs } from "../../../components/common/page-tabs"
import { ProviderList } from "../../../components/providers/provider-list"

const CancellationProvidersPage = () => (
  <div className="flex flex-col gap-y-3">
    <PageTabs />
    <ProviderList />
  </div>
)

export const handle = {
  breadcrumb: () => <Crumb name="providers" />,
}

export default CancellationProvidersPage
