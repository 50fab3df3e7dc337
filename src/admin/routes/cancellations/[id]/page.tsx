import { useParams } from "react-router-dom"
import { DetailCrumb } from "../../../components/detail/detail-crumb"
import { CancellationDetail } from "../../../components/detail/cancellation-detail"

const CancellationPage = () => {
  const { id } = useParams()
  return id ? <CancellationDetail id={id} /> : null
}

export const handle = {
  breadcrumb: ({ params }: { params: { id?: string } }) => (
    <DetailCrumb id={params.id ?? ""} />
  ),
}

export default CancellationPage
