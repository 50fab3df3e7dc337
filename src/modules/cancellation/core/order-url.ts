/** Stands for the provider's id of the order. */
const ID = "{id}"

export const ORDER_URL = `expected an absolute URL with ${ID} behind its host, such as https://erp.example.com/orders/${ID}`

/** Scheme and host, without credentials and without the id. */
const UP_TO_PATH = /^https?:\/\/[^\s/?#@\\{}]+\//i

/**
 * Whether this is a link to an order, for people: a browser opens it, and this
 * plugin never does. So it may name a host of a private network, also over
 * http. The id must not choose the host.
 */
export const isOrderUrl = (template: string): boolean =>
  template.includes(ID) && UP_TO_PATH.test(template) && URL.canParse(template)

/** The page of one order. Null where no link is configured. */
export const orderUrlOf = (
  template: string | undefined,
  externalId: string
): string | null =>
  template?.replaceAll(ID, () => encodeURIComponent(externalId)) ?? null
