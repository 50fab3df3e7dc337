import { ProviderHttp } from "../../provider-kit"
import { AkinonOptions, ORDER_ID } from "./contract"
import { OrderReading, readOrder } from "./read"
import { orderRequest } from "./requests"
import { AkinonSession } from "./session"

/**
 * Where an order may be read. The first two are documented, the second as a
 * list of its items; the third is an assumption.
 */
export const RECORD_PATHS: readonly string[] = [
  `orders_integration/${ORDER_ID}/detailed_integration/`,
  `order_item/detailed_integration/?order=${ORDER_ID}`,
  `orders/${ORDER_ID}/`,
]

type Unusable = Extract<OrderReading, { type: "unusable" }>

/**
 * No path has it. The order is missing only where one of them says so, and no
 * other says anything else: a path that isn't there is no word on the order.
 */
const nowhere = (readings: readonly Unusable[]): OrderReading => {
  const other = readings.find(({ error }) => error.code !== "not_found")
  const missing = readings.find(({ isMissing }) => isMissing)
  const told = other ?? missing ?? readings[0]
  if (!told) {
    throw new Error("An order was looked for at no path.")
  }
  return {
    ...told,
    isMissing: !other && missing !== undefined,
    exchanges: readings.flatMap(({ exchanges }) => exchanges),
  }
}

/**
 * Reads orders at the path that has them. Installations differ, so the first
 * order is looked for at each, and the path that had it is asked first from
 * then on.
 */
export class RecordReader {
  private found: string | null = null

  constructor(
    private readonly options: AkinonOptions,
    private readonly session: AkinonSession
  ) {}

  async read(externalId: string, http: ProviderHttp): Promise<OrderReading> {
    const unusable: Unusable[] = []
    for (const path of this.paths()) {
      const reading = readOrder(
        await this.session.send(http, (token) =>
          orderRequest(this.options, path, externalId, token)
        ),
        externalId,
        this.options.credentials.type
      )
      if (reading.type === "unusable") {
        unusable.push(reading)
        continue
      }
      if (reading.type === "read") {
        this.found = path
      }
      return {
        ...reading,
        exchanges: [
          ...reading.exchanges,
          ...unusable.flatMap(({ exchanges }) => exchanges),
        ],
      }
    }
    return nowhere(unusable)
  }

  private paths(): string[] {
    const { recordPath } = this.options
    const paths = recordPath === undefined ? RECORD_PATHS : [recordPath]
    return [
      ...(this.found === null ? [] : [this.found]),
      ...paths.filter((path) => path !== this.found),
    ]
  }
}
