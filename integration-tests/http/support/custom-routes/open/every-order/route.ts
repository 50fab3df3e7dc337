import { everyOrder } from "../../every-order"

/** Outside of the store API, where the plugin guards nothing. */
export const GET = everyOrder
