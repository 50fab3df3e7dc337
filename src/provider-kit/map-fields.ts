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

const setField = (
  copy: Record<string, unknown>,
  name: string,
  value: unknown
): void => {
  // JSON may hold a field that objects inherit. Assigning to "__proto__" would
  // not keep it, and to any of them fails where a store has frozen them.
  if (name in copy) {
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
