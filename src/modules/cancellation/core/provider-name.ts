const NAMES: Record<string, string> = {
  climes: "Climes",
  fungies: "Fungies",
  aplazame: "Aplazame",
  akinon: "Akinon Omnitron",
}

/**
 * A provider's name for people, in the dashboard and in what they are told. One
 * that is configured twice, or under an id of the store's choice, is told apart
 * by its id.
 */
export const providerName = (
  id: string,
  identifier: string | null | undefined = id
): string => {
  const name = NAMES[identifier ?? id]
  if (!name) {
    return id
  }
  return id === identifier || identifier == null ? name : `${name} (${id})`
}
