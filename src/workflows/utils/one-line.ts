const MAX_LENGTH = 300

/** An error for the log: its first line, cut. Never a stack, never a value. */
export const oneLine = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error)
  const [line = ""] = message.split("\n")
  return line.slice(0, MAX_LENGTH)
}
