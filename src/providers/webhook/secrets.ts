import { type Options } from "./options"
import { bareSecret } from "./signature"

/** Shorter values, such as a tenant's number, turn up by chance. */
const MIN_LENGTH = 6

/** A segment of a path this long is no word: it keeps strangers out. */
const MIN_SEGMENT_LENGTH = 16

const inAddress = (address: string): string[] => {
  const { pathname, searchParams } = new URL(address)
  return [
    ...searchParams.values(),
    ...pathname.split("/").filter(({ length }) => length >= MIN_SEGMENT_LENGTH),
  ]
}

/** Values that must never be seen. */
export const secretsIn = ({
  url,
  recordUrl,
  secrets,
  headers,
}: Options): string[] => {
  const others = [
    // A scheme such as `Bearer` is a word that everybody uses.
    ...Object.values(headers).flatMap((value) => [
      value,
      ...value.split(" ").slice(1),
    ]),
    ...inAddress(url),
    ...(recordUrl === undefined ? [] : inAddress(recordUrl)),
  ]
  return [
    ...secrets.flatMap((secret) => [secret, bareSecret(secret)]),
    ...others.filter(({ length }) => length >= MIN_LENGTH),
  ]
}
