import { everyOrder } from "../../../../every-order"

export const GET = everyOrder
