import { useParams } from "react-router-dom"
import { CancellationDetail } from "../../../components/detail/cancellation-detail"

const CancellationPage = () => {
  const { id } = useParams()
  return id ? <CancellationDetail id={id} /> : null
}

export const handle = {
  breadcrumb: ({ params }: { params: { id?: string } }) => params.id ?? "",
}

export default CancellationPage
