import { useQuery } from "@tanstack/react-query"
import { keys } from "../lib/query-keys"
import { sdk } from "../lib/sdk"

/** The names of staff members by id, as far as they can be read. */
export const useStaff = (ids: (string | null)[]) => {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
    .filter((id) => id.startsWith("user_"))
    .sort()
  const { data } = useQuery({
    queryKey: keys.users(wanted),
    queryFn: () =>
      sdk.admin.user.list({
        id: wanted,
        limit: wanted.length,
        fields: "id,email,first_name,last_name",
      }),
    enabled: wanted.length > 0,
  })
  return (id: string): string => {
    const user = data?.users.find((one) => one.id === id)
    const name = [user?.first_name, user?.last_name].filter(Boolean).join(" ")
    return name || user?.email || id
  }
}
