import { Tooltip } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTimes } from "../../hooks/use-times"

interface TimeProps {
  at: string
  /** With seconds. */
  isExact?: boolean
  /** Words that have the time in them, in place of the time. */
  children?: ReactNode
}

/** A time in the reader's zone, with UTC on hover. */
export const Time = ({ at, isExact, children }: TimeProps) => {
  const { time, exactTime, utc } = useTimes()
  return (
    <Tooltip content={utc(at)}>
      <time dateTime={at}>
        {children ?? (isExact ? exactTime(at) : time(at))}
      </time>
    </Tooltip>
  )
}
