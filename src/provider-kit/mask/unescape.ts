/**
 * A text after one layer of escapes was taken off, and where each of its
 * characters stood before.
 */
export interface Unescaped {
  text: string
  /** For each character its place in the original text, and the end last. */
  starts: Uint32Array
}

/** An escape: the character that it means, and its length. */
interface Escape {
  says: string
  length: number
}

const ESCAPES = /[%\\&]/

/** A quick test whether there may be an escape. */
export const mayEscape = (text: string): boolean => ESCAPES.test(text)

const HEX = /^[\da-f]+$/i

/** The number in this many hexadecimal digits, or NaN. */
const hexAt = (text: string, at: number, digits: number): number => {
  const written = text.slice(at, at + digits)
  return written.length === digits && HEX.test(written)
    ? parseInt(written, 16)
    : NaN
}

/** The byte of `%41`, or NaN. */
const byteAt = (text: string, at: number): number =>
  text[at] === "%" ? hexAt(text, at + 1, 2) : NaN

/** How many bytes UTF-8 uses for a character that may begin with this one. */
const lengthOf = (lead: number): number =>
  lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4

/** Percent-encoding (RFC 3986) in UTF-8. Any other byte is Latin-1. */
const percentAt = (text: string, at: number): Escape | null => {
  const lead = byteAt(text, at)
  if (Number.isNaN(lead)) {
    return null
  }
  const length = lengthOf(lead)
  if (length > 1) {
    const bytes = Array.from({ length }, (_, n) => byteAt(text, at + n * 3))
    // It writes NaN as 0, which continues no character.
    const says = Buffer.from(bytes).toString("utf8")
    if (!says.includes("\ufffd")) {
      return { says, length: length * 3 }
    }
  }
  return { says: String.fromCharCode(lead), length: 3 }
}

const CONTROL: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
}

/** Escapes in strings of JSON (RFC 8259) and similar languages. */
const backslashAt = (text: string, at: number): Escape | null => {
  const sign = text.charAt(at + 1)
  if (sign === "u") {
    const unit = hexAt(text, at + 2, 4)
    return Number.isNaN(unit)
      ? null
      : { says: String.fromCharCode(unit), length: 6 }
  }
  const says = /["'\\/]/.test(sign) ? sign : CONTROL[sign]
  return says === undefined ? null : { says, length: 2 }
}

const ENTITY: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
}

const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/iy

const LAST_CODE_POINT = 0x10ffff

/** A character reference in HTML. */
const referenceAt = (text: string, at: number): Escape | null => {
  REFERENCE.lastIndex = at
  const found = REFERENCE.exec(text)
  if (!found) {
    return null
  }
  const [whole, name, decimal, hex = ""] = found
  const code = decimal ? Number(decimal) : parseInt(hex, 16)
  const says = name
    ? ENTITY[name.toLowerCase()]
    : code <= LAST_CODE_POINT
      ? String.fromCodePoint(code)
      : undefined
  return says ? { says, length: whole.length } : null
}

const escapeAt = (text: string, at: number): Escape | null => {
  switch (text[at]) {
    case "%":
      return percentAt(text, at)
    case "\\":
      return backslashAt(text, at)
    case "&":
      return referenceAt(text, at)
    default:
      return null
  }
}

/** Null where there is no escape. */
export const unescapeOnce = (text: string): Unescaped | null => {
  if (!mayEscape(text)) {
    return null
  }
  // Every escape is longer than the character that it means.
  const units = new Uint16Array(text.length)
  const starts = new Uint32Array(text.length)
  let written = 0
  for (let at = 0; at < text.length;) {
    const escape = escapeAt(text, at)
    if (!escape) {
      starts[written] = at
      units[written++] = text.charCodeAt(at++)
      continue
    }
    for (let unit = 0; unit < escape.says.length; unit += 1) {
      starts[written] = at
      units[written++] = escape.says.charCodeAt(unit)
    }
    at += escape.length
  }
  if (written === text.length) {
    return null
  }
  starts[written] = text.length
  return {
    text: Buffer.from(units.buffer, 0, written * 2).toString("utf16le"),
    starts,
  }
}
