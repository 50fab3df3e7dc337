import { type ProviderHttp } from "../../provider-kit"
import { type Options, ORDER_ID } from "./options"
import {
  type FailedReading,
  type OrderReading,
  type PathReading,
  readOrderAnswer,
} from "./read"
import { readRequest } from "./requests"
import { type AkinonSession } from "./session"

/**
 * Where an order may be read. The first two are documented, the second as a
 * list of its items; the third is an assumption.
 */
export const RECORD_PATHS: readonly string[] = [
  `orders_integration/${ORDER_ID}/detailed_integration/`,
  `order_item/detailed_integration/?order=${ORDER_ID}`,
  `orders/${ORDER_ID}/`,
]

type Unusable = Extract<PathReading, { type: "unusable" }>
type Unread = Exclude<PathReading, { type: "read" }>

const isFailed = (reading: Unread): reading is FailedReading =>
  reading.type === "failed"

/**
 * No path has it, and one of them may have had it, another time. Pages alone
 * are no word on any path either: perhaps all of it is behind one.
 */
const failureIn = (readings: readonly Unread[]): FailedReading | null => {
  const failed = readings.find(isFailed)
  if (failed) {
    return failed
  }
  const [first] = readings
  return first && readings.every(({ type }) => type === "page")
    ? asFailed(first)
    : null
}

const asFailed = ({ error, exchanges }: Unread): FailedReading => ({
  type: "failed",
  error,
  retry_after_ms: null,
  isOfPath: true,
  exchanges,
})

/**
 * The order is missing only where one path says so, and no other says anything
 * else: a path that isn't there is no word on the order.
 */
const withoutOrder = (readings: readonly Unusable[]): Unusable => {
  const other = readings.find(({ error }) => error.code !== "not_found")
  const missing = readings.find(({ isMissing }) => isMissing)
  const told = other ?? missing ?? readings[0]
  if (!told) {
    throw new Error("An order was looked for at no path.")
  }
  return { ...told, isMissing: !other && missing !== undefined }
}

const nowhere = (readings: readonly Unread[]): OrderReading => ({
  ...(failureIn(readings) ??
    withoutOrder(readings.filter((reading) => reading.type === "unusable"))),
  exchanges: readings.flatMap(({ exchanges }) => exchanges),
})

/** The one that decides comes first. */
const after = <T extends PathReading>(reading: T, before: Unread[]): T => ({
  ...reading,
  exchanges: [
    ...reading.exchanges,
    ...before.flatMap(({ exchanges }) => exchanges),
  ],
})

/**
 * Reads orders at the path that has them. Installations differ, so the first
 * order is looked for at each, and the path that had it is asked first from
 * then on. A path that fails doesn't keep the others from being asked: it may
 * fail for good.
 */
export class RecordReader {
  private found: string | null = null

  constructor(
    private readonly options: Options,
    private readonly session: AkinonSession
  ) {}

  async read(externalId: string, http: ProviderHttp): Promise<OrderReading> {
    const unread: Unread[] = []
    for (const path of this.paths()) {
      const reading = await this.readAt(path, externalId, http)
      if (reading.type === "read") {
        this.found = path
        return after(reading, unread)
      }
      if (reading.type === "failed" && !reading.isOfPath) {
        return after(reading, unread)
      }
      unread.push(reading)
    }
    return nowhere(unread)
  }

  /** A page at the path that had an order is not the end of that path. */
  private async readAt(
    path: string,
    externalId: string,
    http: ProviderHttp
  ): Promise<PathReading> {
    const reading = readOrderAnswer(
      await this.session.send(http, (token) =>
        readRequest(this.options, path, externalId, token)
      ),
      externalId,
      this.options.credentials.type
    )
    return reading.type === "page" && path === this.found
      ? asFailed(reading)
      : reading
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
