/**
 * A copy of an object's own fields, with what `map` makes of each. It is what
 * `Object.fromEntries` makes of mapped entries, without an array for each field
 * in between: answers are copied for every call.
 */
export const mapFields = (
  value: object,
  map: (inner: unknown, name: string) => unknown,
  rename: (name: string) => string = (name) => name
): Record<string, unknown> => {
  const copy: Record<string, unknown> = {}
  const fields = value as Record<string, unknown>
  for (const name of Object.keys(fields)) {
    setField(copy, rename(name), map(fields[name], name))
  }
  return copy
}

/** JSON may hold a field of this name, which an assignment would not keep. */
const PROTOTYPE = "__proto__"

const setField = (
  copy: Record<string, unknown>,
  name: string,
  value: unknown
): void => {
  if (name === PROTOTYPE) {
    Object.defineProperty(copy, name, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    })
  } else {
    copy[name] = value
  }
}
