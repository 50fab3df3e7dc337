import { invalid } from "../../modules/cancellation/errors"

export interface BackfillArgs {
  from: string
  to: string | null
  /** Null: all providers. */
  provider_ids: string[] | null
  dry_run: boolean
}

export const BACKFILL_USAGE =
  "Usage: npx medusa exec <file> from=<time> [to=<time>] [provider=<id>] [apply]"

/**
 * Reads the script's arguments. They are bare words, because the CLI takes what
 * begins with a dash for itself.
 *
 * @throws with what is wrong, and how the arguments are meant
 */
export const parseBackfillArgs = (args: string[]): BackfillArgs => {
  const parsed: Omit<BackfillArgs, "from"> & { from: string | null } = {
    from: null,
    to: null,
    provider_ids: null,
    dry_run: true,
  }
  for (const arg of args) {
    const [name, value] = splitAssignment(arg)
    switch (name) {
      case "apply":
        parsed.dry_run = false
        break
      case "from":
        parsed.from = required(name, value)
        break
      case "to":
        parsed.to = required(name, value)
        break
      case "provider":
        parsed.provider_ids = [
          ...(parsed.provider_ids ?? []),
          required(name, value),
        ]
        break
      default:
        throw misuse(`"${name}" is not known.`)
    }
  }
  const { from } = parsed
  if (from === null) {
    throw misuse("from is missing: say since when orders were cancelled.")
  }
  return { ...parsed, from }
}

const splitAssignment = (arg: string): [string, string | null] => {
  const at = arg.indexOf("=")
  return at === -1 ? [arg, null] : [arg.slice(0, at), arg.slice(at + 1)]
}

const required = (name: string, value: string | null): string => {
  if (!value) {
    throw misuse(`${name} needs a value.`)
  }
  return value
}

const misuse = (what: string): Error => invalid(`${what} ${BACKFILL_USAGE}`)
