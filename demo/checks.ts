import { once } from "node:events"
import { createServer } from "node:net"

type Version = [major: number, minor: number, patch: number]

/**
 * One line for users of an unsuitable Node, or null.
 *
 * @param range - as `engines` in package.json: `^a.b.c` and `>=a.b.c`, joined
 * by `||`. No other semver is read, because nothing may be imported before this
 * is known.
 */
export function nodeProblem(version: string, range: string): string | null {
  const fits = range
    .split("||")
    .some((part) => isWithin(parse(version), part.trim()))
  return fits
    ? null
    : `Node ${version} is too old, or an odd release: install the current LTS ` +
        `release of Node (this needs ${range}), and run it again.`
}

function isWithin(version: Version, comparator: string): boolean {
  const least = parse(comparator.replace(/^(\^|>=)/, ""))
  if (comparator.startsWith("^") && version[0] !== least[0]) {
    return false
  }
  const differing = version.findIndex((part, index) => part !== least[index])
  return differing === -1 || (version[differing] ?? 0) > (least[differing] ?? 0)
}

function parse(version: string): Version {
  const [major = 0, minor = 0, patch = 0] = version
    .split(/[.-]/, 3)
    .map((part) => Number.parseInt(part, 10) || 0)
  return [major, minor, patch]
}

/** @throws with one line that says what to do, where the port is in use */
export async function assertPortIsFree(
  port: number,
  host: string
): Promise<void> {
  const server = createServer()
  try {
    server.listen(port, host)
    await once(server, "listening")
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const reason =
      code === "EADDRINUSE"
        ? "is in use"
        : code === "EACCES"
          ? "may not be used by you"
          : `can't be used (${message})`
    throw new Error(
      `Port ${port} ${reason}: choose another one, for example ` +
        `\`npm run demo -- --port ${port > 65_000 ? 9000 : port + 1}\`.`
    )
  }
  server.close()
  await once(server, "close")
}
