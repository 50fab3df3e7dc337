import { everyOrder } from "../../every-order"

/** A route outside of the store API, where the plugin guards nothing. */
export const GET = everyOrder
