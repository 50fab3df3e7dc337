import { useNow } from "../../hooks/use-now"
import { useTimes } from "../../hooks/use-times"
import { Time } from "../common/time"

/** How long ago, and when exactly. */
export const Ago = ({ at }: { at: string }) => {
  const now = useNow()
  const { exactTime, relative } = useTimes()
  return <Time at={at}>{`${relative(at, now)} · ${exactTime(at)}`}</Time>
}
