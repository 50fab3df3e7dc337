import {
  type Exchange,
  exchangesOf,
  type ProviderHttp,
  type RefusedAnswer,
  type UnprovenAnswer,
} from "../../provider-kit"
import { type Options, ORDER_ID } from "./options"
import {
  type OrderReading,
  type PathReading,
  readOrderAnswer,
} from "./path-answers"
import { readRequest } from "./requests"
import { type AkinonSession } from "./session"

/**
 * Where an order may be read. The first two are documented, the second as a
 * list of the order's items. The third is an assumption.
 */
export const RECORD_PATHS: readonly string[] = [
  `orders_integration/${ORDER_ID}/detailed_integration/`,
  `order_item/detailed_integration/?order=${ORDER_ID}`,
  `orders/${ORDER_ID}/`,
]

type Unread = Exclude<PathReading, { type: "read" }>

/** A page is a failed read: the same path may have the order later. */
const asFailed = ({
  outcome,
}: Exclude<Unread, RefusedAnswer>): UnprovenAnswer => ({
  type: "unproven",
  outcome,
})

/**
 * The failure where no path has the order, but one of them may have it another
 * time. Pages alone say nothing about any path, because all of the API may be
 * behind a login page.
 */
const failureIn = (readings: readonly Unread[]): UnprovenAnswer | null => {
  const failed = readings.find((reading) => reading.type === "unproven")
  const pages = readings.filter((reading) => reading.type === "page")
  const told = failed ?? (pages.length === readings.length ? pages[0] : null)
  return told ? asFailed(told) : null
}

/**
 * The order is missing only where one path says so and all others are unknown
 * paths, which say nothing about the order.
 */
const withoutOrder = (readings: readonly RefusedAnswer[]): RefusedAnswer => {
  const other = readings.find(
    ({ outcome }) => outcome.error.code !== "not_found"
  )
  const missing = readings.find(({ is_missing }) => is_missing)
  const told = other ?? missing ?? readings[0]
  if (!told) {
    throw new Error("An order was looked for at no path.")
  }
  return { ...told, is_missing: !other && missing !== undefined }
}

const withExchanges = (
  reading: OrderReading,
  exchanges: Exchange[]
): OrderReading => {
  switch (reading.type) {
    case "read":
      return { ...reading, exchanges }
    case "refused":
      return { ...reading, outcome: { ...reading.outcome, exchanges } }
    case "unproven":
      return { ...reading, outcome: { ...reading.outcome, exchanges } }
  }
}

const evidenceOf = (readings: readonly Unread[]): Exchange[] =>
  readings.flatMap(({ outcome }) => outcome.exchanges ?? [])

const nowhere = (readings: readonly Unread[]): OrderReading =>
  withExchanges(
    failureIn(readings) ??
      withoutOrder(readings.filter((reading) => reading.type === "refused")),
    evidenceOf(readings)
  )

/** Appends exchanges. The one that decides comes first. */
const after = (
  reading: OrderReading,
  before: readonly Unread[]
): OrderReading =>
  withExchanges(reading, [...exchangesOf(reading), ...evidenceOf(before)])

/**
 * Reads orders at the path that has them. Installations differ, so the first
 * order is looked for at each path, and the path that had it is asked first
 * from then on. The other paths are asked even if one fails, because it may
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
      // It was throttled or not sent, so other paths would fail too.
      if (reading.type === "unproven" && reading.outcome.type === "retry") {
        return after(reading, unread)
      }
      unread.push(reading)
    }
    return nowhere(unread)
  }

  /** A path that had an order before stays, even if it answers with a page. */
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
