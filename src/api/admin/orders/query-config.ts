import { PROVIDER_ORDER_FIELDS, VOID_FIELDS } from "../../utils/public-fields"

const providerOrderFields = [...PROVIDER_ORDER_FIELDS]

export const listProviderOrders = {
  defaults: providerOrderFields,
  allowed: providerOrderFields,
  defaultLimit: 50,
  isList: true,
}

export const listVoids = {
  defaults: [...VOID_FIELDS],
  // Their provider orders are put in order by it.
  allowed: [...VOID_FIELDS, "created_at"],
  defaultLimit: 50,
  isList: true,
}

export const listCancelPreviews = {
  defaults: ["id"],
  allowed: ["id"],
  defaultLimit: 50,
  isList: true,
}
