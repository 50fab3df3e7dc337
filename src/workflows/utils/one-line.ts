const MAX_LENGTH = 300

/** An error for the log: its first line, cut. Never a stack, never a value. */
export const oneLine = (error: unknown): string => {
  // A workflow throws its steps' errors as plain objects.
  const { message = String(error) } = Object(error) as { message?: unknown }
  const [line = ""] = String(message).split("\n")
  return line.slice(0, MAX_LENGTH)
}
