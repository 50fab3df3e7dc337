import { ATTEMPT_FIELDS, CANCELLATION_FIELDS } from "../../utils/public-fields"

const fields = [...CANCELLATION_FIELDS]

export const listCancellations = {
  defaults: fields,
  allowed: fields,
  defaultLimit: 20,
  isList: true,
}

const withAttempts = [
  ...CANCELLATION_FIELDS,
  ...ATTEMPT_FIELDS.map((name) => `attempts.${name}`),
]

export const retrieveCancellation = {
  defaults: withAttempts,
  allowed: withAttempts,
  isList: false,
}
