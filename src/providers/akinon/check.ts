import { checkOf, type ProviderCheck } from "../../provider-kit"
import { type OrderReading } from "./path-answers"
import { type Authorization } from "./session"

/** Omnitron counts its orders from 1. */
export const NO_ORDER = "0"

const ACCEPTED = "Akinon accepted"

export const checkLogin = (authorization: Authorization): ProviderCheck =>
  authorization.type === "open"
    ? { ok: true, message: `${ACCEPTED} the login.` }
    : { ok: false, message: authorization.outcome.error.message }

/**
 * With a fixed token there is nothing to log in to, so an order that can't
 * exist is read. An empty list of its items has accepted the token too.
 */
export const checkToken = (reading: OrderReading): ProviderCheck =>
  reading.type === "refused" && reading.status < 300
    ? { ok: true, message: `${ACCEPTED} the token.` }
    : checkOf(reading, "Akinon")
