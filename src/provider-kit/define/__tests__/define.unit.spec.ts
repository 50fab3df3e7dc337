import { z } from "@medusajs/framework/zod"
import { contextOf } from "../../__fixtures__/call"
import { answered, failed } from "../../__fixtures__/exchanges"
import { defineCancellationProvider } from "../define-cancellation-provider"
import { type RepeatedCall } from "../definition"
import { cancelCall, order, strategy, voidCall } from "../__fixtures__/calls"
import {
  BASE_URL,
  KEY,
  parcel,
  silent,
  strategyOf,
  VOID,
} from "../__fixtures__/parcel"

const CANCEL = "POST /v1/orders/A%201/cancel"
const READ = "GET /v1/orders/A%201"
const VOIDS = "POST /v1/orders/A%201/voids"

const yes = true
const no = false

describe("the capabilities of a definition", () => {
  it.each<[RepeatedCall, boolean, boolean, boolean]>([
    ["harmless", yes, yes, yes],
    ["refused", yes, yes, yes],
    ["unsafe", yes, no, yes],
    ["harmless", no, yes, no],
    // This refusal looks like any other.
    ["refused", no, no, no],
    ["unsafe", no, no, no],
  ])(
    "of a cancel that is %s, with a read: %p",
    (repeatedCancel, reads, harmless_to_repeat, readable) => {
      const { capabilities } = strategy({
        repeatedCancel,
        ...(reads ? {} : { read: undefined }),
      })
      expect(capabilities).toEqual({
        unit: "none",
        cancel: {
          harmless_to_repeat,
          ...(repeatedCancel === "harmless" && { repeats_alike: true }),
          readable,
        },
        void: null,
        has_record: reads,
      })
    }
  )

  it.each<[RepeatedCall, boolean, boolean, boolean]>([
    ["refused", yes, yes, yes],
    ["refused", no, no, no],
    ["unsafe", yes, no, yes],
    ["harmless", no, yes, no],
  ])(
    "of a void that is %s, listed: %p",
    (repeated, listed, harmless_to_repeat, readable) => {
      const part = listed
        ? { ...VOID, repeated }
        : { ...VOID, repeated, listed, answer: "nothing" as const }
      const { capabilities } = strategy({
        void: part as typeof VOID,
      })
      expect(capabilities.unit).toBe("currency")
      expect(capabilities.void).toEqual({
        harmless_to_repeat,
        ...(repeated === "harmless" && { repeats_alike: true }),
        readable,
      })
    }
  )
})

describe("a request", () => {
  it("has its body, the base URL and the headers", async () => {
    const { http, context } = contextOf([order("open")])
    await strategy({ void: VOID }).void(voidCall(), context)
    expect(http.requests).toEqual([
      {
        method: "POST",
        url: `${BASE_URL}/orders/A%201/voids`,
        headers: { "x-key": KEY },
        body: { amount: "20.50", reference: "cncl_1" },
      },
    ])
  })

  it("has neither a body nor headers that nobody gave it", async () => {
    const { http, context } = contextOf([order("open")])
    await strategy({ headers: undefined }).cancel(cancelCall(), context)
    expect(http.requests).toStrictEqual([
      { method: "POST", url: `${BASE_URL}/orders/A%201/cancel`, headers: {} },
    ])
  })

  it("is shown as it will be made, without its headers", () => {
    expect(strategy({ void: VOID }).preview(voidCall())).toEqual({
      method: "POST",
      url: `${BASE_URL}/orders/A%201/voids`,
      body: { amount: "20.50", reference: "cncl_1" },
    })
  })

  it.each(["", "/", "//"])(
    "stays at the base URL's host whatever its path begins with: %j",
    (slashes) => {
      const { url } = strategy({
        baseUrl: () => `${BASE_URL}//`,
        cancel: (id) => ({
          method: "POST",
          path: `${slashes}${id}//cancel` as "/",
        }),
      }).preview(cancelCall({ provider_order: { external_id: ".evil.test" } }))
      expect(url).toBe(`${BASE_URL}/.evil.test//cancel`)
    }
  )

  it("is refused, and isn't made, for what is no order's id", async () => {
    const { http, context } = contextOf()
    const call = cancelCall({ provider_order: { external_id: ".." } })
    const message =
      "The id that is registered for Parcel is not an order id. Correct it first."
    const provider = strategy()
    expect(provider.refuse(call, new Date())).toBe(message)
    await expect(provider.cancel(call, context)).rejects.toThrow(message)
    expect(
      await provider.readRecord(call.provider_order, context)
    ).toMatchObject({
      type: "failed",
      error: { code: "invalid_external_id", message },
    })
    expect(http.calls).toEqual([])
  })

  it("is refused where details are given that the definition doesn't take", () => {
    const call = cancelCall({ details: { iban: "ES91", name: "Ana" } })
    const now = new Date()
    expect(strategy().refuse(call, now)).toBe(
      "Parcel takes no details: leave out iban, name."
    )
    const refuse = jest.fn(() => null)
    expect(strategy({ refuse }).refuse(call, now)).toBeNull()
    expect(refuse).toHaveBeenCalledWith(call, now)
  })

  it.each([null, {}])("isn't refused with details of %j", (details) => {
    const call = cancelCall({ details })
    expect(strategy().refuse(call, new Date())).toBeNull()
  })
})

describe("the answer to a cancel", () => {
  it("is a success where it shows the order as cancelled", async () => {
    const at = "2026-11-27T10:00:00Z"
    const { context } = contextOf([
      order("cancelled", { cancelled_at: at, remaining: "0" }),
    ])
    expect(await strategy().cancel(cancelCall(), context)).toMatchObject({
      type: "succeeded",
      proof: {
        by: "answer",
        statement: "Parcel shows the order as CANCELLED",
        at,
      },
      remaining: "0",
      exchanges: [{ result: { status: 200 } }],
    })
  })

  it("proves nothing where it shows an open order", async () => {
    const { context } = contextOf([order("open")])
    expect(await strategy().cancel(cancelCall(), context)).toMatchObject({
      type: "unknown",
      error: { code: "not_shown" },
      exchanges: [{ result: { status: 200 } }],
    })
  })

  it("proves nothing where it shows another order", async () => {
    const { context } = contextOf([
      answered(200, { id: "B-2", status: "cancelled" }),
    ])
    expect(await strategy().cancel(cancelCall(), context)).toMatchObject({
      type: "unknown",
      error: { code: "answer_unreadable" },
    })
  })

  it("is polled where it waits, and unknown where no record can be", async () => {
    const waiting = () => contextOf([order("cancelling")]).context
    expect(await strategy().cancel(cancelCall(), waiting())).toMatchObject({
      type: "accepted",
      is_waiting: true,
    })
    expect(
      await strategy({ read: undefined }).cancel(cancelCall(), waiting())
    ).toMatchObject({ type: "unknown", error: { code: "not_shown" } })
  })

  const CANCELLED = { id: "A 1", status: "cancelled" }

  it.each([
    ["no body", "", "accepted", "unknown"],
    ["an open order", { id: "A 1", status: "open" }, "accepted", "unknown"],
    ["a cancelled order", CANCELLED, "succeeded", "succeeded"],
    ["another order", { ...CANCELLED, id: "B-2" }, "unknown", "unknown"],
    ["a page", "<html>Welcome", "unknown", "unknown"],
  ])(
    "that is only taken, with %s, is read with a record and without",
    async (_, body, withRecord, without) => {
      const taken = () => contextOf([answered(202, body)]).context
      expect(await strategy().cancel(cancelCall(), taken())).toMatchObject({
        type: withRecord,
      })
      expect(
        await strategy({ read: undefined }).cancel(cancelCall(), taken())
      ).toMatchObject({ type: without })
    }
  )

  it("that is only taken isn't known to wait there", async () => {
    const { context } = contextOf([answered(202)])
    expect(await strategy().cancel(cancelCall(), context)).toMatchObject({
      type: "accepted",
      is_waiting: false,
      exchanges: [{ result: { status: 202 } }],
    })
  })

  it("without a body and without a 202 can't be read", async () => {
    const { context } = contextOf([answered(200)])
    expect(await strategy().cancel(cancelCall(), context)).toMatchObject({
      type: "unknown",
      error: { code: "answer_unreadable" },
    })
  })

  it.each([
    [204, "", "succeeded"],
    [200, "", "succeeded"],
    // A 202 means that it isn't done yet.
    [202, "", "unknown"],
    [200, { status: "cancelled" }, "unknown"],
    [200, "<html>Welcome", "unknown"],
  ])("of nothing, a %p with %p, is %s", async (status, body, type) => {
    const { context } = contextOf([answered(status, body)])
    expect(
      await strategyOf(silent()).cancel(cancelCall(), context)
    ).toMatchObject({ type })
  })

  it("of nothing is proven by its status", async () => {
    const { context } = contextOf([answered(204)])
    expect(
      await strategyOf(silent()).cancel(cancelCall(), context)
    ).toMatchObject({
      proof: {
        by: "answer",
        statement: "Parcel answered the cancel with 204 and no body",
      },
      exchanges: [{ result: { status: 204 } }],
    })
  })

  it("of nothing, a 202, is polled where the order can be read", async () => {
    const { context } = contextOf([answered(202)])
    expect(
      await strategy({ cancelAnswer: "nothing" }).cancel(cancelCall(), context)
    ).toMatchObject({ type: "accepted", is_waiting: false })
  })
})

describe("a refused cancel", () => {
  const outcomeAfter = async (
    status: number,
    read: ReturnType<typeof answered>,
    repeatedCancel: RepeatedCall = "refused"
  ) => {
    const { http, context } = contextOf([answered(status), read])
    const provider = strategy({ repeatedCancel })
    const outcome = await provider.cancel(cancelCall(), context)
    expect(http.calls).toEqual([CANCEL, READ])
    expect(outcome.exchanges?.map(({ result }) => result)).toEqual([
      answered(status).result,
      read.result,
    ])
    return outcome
  }

  it.each(["refused", "harmless", "unsafe"] as const)(
    "is done where the order is cancelled already: %s",
    async (repeated) => {
      expect(
        await outcomeAfter(409, order("cancelled"), repeated)
      ).toMatchObject({
        type: "already_done",
        proof: {
          by: "record",
          statement: "Parcel shows the order as CANCELLED",
        },
      })
    }
  )

  it.each([
    ["waits", order("cancelling"), { type: "accepted", is_waiting: true }],
    [
      "is open",
      order("open"),
      { type: "rejected", error: { code: "http_409" } },
    ],
    ["isn't there", answered(404), { type: "rejected" }],
    ["is a page", answered(404, "<html>Nothing here"), { type: "retry" }],
    ["can't be read", answered(500), { type: "retry" }],
    ["can't be reached", failed(true, "timeout"), { type: "retry" }],
    [
      "is to be read later",
      answered(429, "", { headers: { retry_after: "7" } }),
      { type: "retry", retry_after_ms: 7_000 },
    ],
    [
      "is another",
      answered(200, { id: "B-2", status: "cancelled" }),
      { type: "retry" },
    ],
    [
      "is shown to nobody any more",
      answered(401),
      { type: "retry", error: { code: "unauthorized" } },
    ],
  ])("where the order %s", async (_, read, expected) => {
    expect(await outcomeAfter(409, read)).toMatchObject(expected)
  })

  it.each([
    [409, 403],
    [403, 500],
    [403, 401],
  ])(
    "stays open after a %i where reading ends with a %i",
    async (status, read) => {
      expect(await outcomeAfter(status, answered(read))).toMatchObject({
        type: "retry",
      })
    }
  )

  it("stays one where the credentials may neither cancel nor read", async () => {
    expect(await outcomeAfter(403, answered(403))).toMatchObject({
      type: "rejected",
      error: { code: "forbidden" },
    })
  })

  it("is believed where nothing can be read", async () => {
    const { http, context } = contextOf([answered(409)])
    expect(
      await strategy({ read: undefined }).cancel(cancelCall(), context)
    ).toMatchObject({ type: "rejected", error: { code: "http_409" } })
    expect(http.calls).toEqual([CANCEL])
  })

  it("isn't looked up where the answer proves nothing", async () => {
    const { http, context } = contextOf([answered(500)])
    expect(await strategy().cancel(cancelCall(), context)).toMatchObject({
      type: "unknown",
    })
    expect(http.calls).toEqual([CANCEL])
  })
})

describe("a cancel that is unsafe to repeat", () => {
  const prepare = (read: ReturnType<typeof answered>) =>
    strategy({ repeatedCancel: "unsafe" }).prepare(
      cancelCall(),
      contextOf([read]).context
    )

  it.each([
    ["is cancelled", order("cancelled"), { type: "already_done" }],
    ["waits", order("cancelling"), { type: "accepted", is_waiting: true }],
    ["isn't there", answered(404), { type: "rejected" }],
    ["can't be read", answered(500), { type: "retry" }],
  ])("isn't sent where the order %s", async (_, read, outcome) => {
    expect(await prepare(read)).toMatchObject({ type: "settled", outcome })
  })

  it("is sent later where the order is to be read later", async () => {
    const headers = { retry_after: "7" }
    expect(await prepare(answered(429, "", { headers }))).toMatchObject({
      type: "settled",
      outcome: { type: "retry", retry_after_ms: 7_000 },
    })
  })

  it("says what was read instead", async () => {
    for (const read of [
      order("cancelled"),
      order("cancelling"),
      answered(404),
      answered(500),
    ]) {
      expect(await prepare(read)).toMatchObject({
        outcome: { exchanges: [{ result: read.result }] },
      })
    }
  })

  it("is not sent where a page is in the place of the order", async () => {
    expect(await prepare(answered(404, "<html>Nothing here"))).toMatchObject({
      type: "settled",
      outcome: { type: "retry" },
    })
  })

  it("is sent where the order is open", async () => {
    expect(await prepare(order("open"))).toEqual({
      type: "proceed",
      baseline: null,
    })
  })

  it.each<[RepeatedCall, boolean]>([
    ["unsafe", false],
    ["harmless", true],
    ["refused", true],
  ])("alone is read first: %s, with a read: %p", async (repeated, reads) => {
    const { http, context } = contextOf()
    const provider = strategy({
      repeatedCancel: repeated,
      ...(reads ? {} : { read: undefined }),
    })
    expect(await provider.prepare(cancelCall(), context)).toMatchObject({
      type: "proceed",
    })
    expect(http.calls).toEqual([])
  })
})

describe("a void", () => {
  const own = { reference: "cncl_1", amount: "20.5" }
  const listing = (...voids: object[]) => order("open", { voids })

  it.each([
    ["shows it by its reference", listing(own), { type: "succeeded" }],
    [
      "shows one of the same amount only",
      listing({ ...own, reference: "cncl_2" }),
      { type: "unknown" },
    ],
    [
      "shows another amount by its reference",
      listing({ ...own, amount: "2.05" }),
      { type: "unknown" },
    ],
    ["shows no list", order("open"), { type: "unknown" }],
    ["shows a cancelled order", order("cancelled"), { type: "unknown" }],
  ])("whose answer %s", async (_, answer, expected) => {
    const { context } = contextOf([answer])
    expect(
      await strategy({ void: VOID }).void(voidCall(), context)
    ).toMatchObject(expected)
  })

  it.each([
    ["is not listed yet", [], { type: "accepted", is_waiting: false }],
    ["is listed", [own], { type: "succeeded" }],
    ["is listed otherwise", [{ ...own, amount: "2" }], { type: "unknown" }],
  ])("that is only taken and %s", async (_, listed, expected) => {
    const body = { id: "A 1", status: "open", voids: listed }
    const { context } = contextOf([answered(202, body)])
    expect(
      await strategy({ void: VOID }).void(voidCall(), context)
    ).toMatchObject(expected)
  })

  it("is proven by its entry in the list", async () => {
    const { context } = contextOf([
      order("open", { voids: [own], remaining: "79.5" }),
    ])
    expect(
      await strategy({ void: VOID }).void(voidCall(), context)
    ).toMatchObject({
      proof: { by: "answer", statement: "Parcel lists void cncl_1 of 20.5" },
      reference: "cncl_1",
      remaining: "79.5",
      exchanges: [{ result: { status: 200 } }],
    })
  })

  it("that is listed already isn't sent", async () => {
    const { context } = contextOf([listing(own)])
    expect(
      await strategy({ void: VOID }).prepare(voidCall(), context)
    ).toMatchObject({
      type: "settled",
      outcome: {
        type: "already_done",
        reference: "cncl_1",
        proof: { by: "record" },
      },
    })
  })

  it("that was perhaps sent before is put before a person, who is told why", async () => {
    const { context } = contextOf([order("open")])
    const call = voidCall({ may_have_been_sent: true })
    expect(await strategy({ void: VOID }).prepare(call, context)).toMatchObject(
      {
        outcome: {
          type: "unknown",
          error: {
            code: "perhaps_sent",
            message: expect.stringContaining("Parcel showed no list of voids."),
          },
          exchanges: [{ result: { status: 200 } }],
        },
      }
    )
  })

  it("isn't read before where the order doesn't list its voids", async () => {
    const { http, context } = contextOf()
    expect(await confirming().prepare(voidCall(), context)).toEqual({
      type: "proceed",
      baseline: null,
    })
    expect(http.calls).toEqual([])
  })

  it("that is answered with nothing is proven by its status", async () => {
    const { context } = contextOf([answered(204)])
    const provider = strategy({
      void: { ...VOID, listed: false, answer: "nothing" },
    })
    expect(await provider.void(voidCall(), context)).toMatchObject({
      type: "succeeded",
      proof: {
        by: "answer",
        statement: "Parcel answered the void of 20.50 with 204 and no body",
      },
    })
  })

  it("that is refused and can't be told keeps the refusal's own words", async () => {
    const { context } = contextOf([
      answered(409, { message: "No." }),
      order("open"),
    ])
    const provider = strategy({
      void: VOID,
      saidIn: () => ({ provider_message: "No." }),
    })
    expect(await provider.void(voidCall(), context)).toMatchObject({
      type: "unknown",
      error: {
        code: "http_409",
        provider_message: "No.",
        message: expect.stringContaining("Parcel showed no list of voids."),
      },
      exchanges: [{ result: { status: 409 } }, { result: { status: 200 } }],
    })
  })

  it.each([
    ["is listed", listing(own), { type: "already_done", reference: "cncl_1" }],
    ["isn't listed", listing(), { type: "rejected" }],
    [
      "is listed otherwise",
      listing({ ...own, amount: "2" }),
      { type: "unknown" },
    ],
  ])("that is refused and %s", async (_, read, expected) => {
    const { http, context } = contextOf([answered(409), read])
    expect(
      await strategy({ void: VOID }).void(voidCall(), context)
    ).toMatchObject(expected)
    expect(http.calls).toEqual([VOIDS, READ])
  })

  it.each([
    [{ may_have_been_sent: true }, "settled"],
    [{ may_have_been_sent: false }, "proceed"],
    [{ may_have_been_sent: true, is_confirmed_not_applied: true }, "proceed"],
  ])("that the record can't tell, where %j: %s", async (fields, type) => {
    const { context } = contextOf([order("open")])
    expect(
      await strategy({ void: VOID }).prepare(voidCall(fields), context)
    ).toMatchObject({ type })
  })

  const confirming = () =>
    strategy({
      void: {
        ...VOID,
        listed: false,
        answer: z
          .object({
            void: z.string(),
            amount: z.string(),
            order: z.union([z.string(), z.number()]).nullish(),
          })
          .transform(({ void: reference, amount, order: orderId }) => ({
            reference,
            amount,
            id: orderId,
          })),
      },
    })

  it.each([
    [answered(200, { void: "v1", amount: "20.50" }), "succeeded"],
    [answered(200, { void: "v1", amount: "20.05" }), "unknown"],
    [answered(202, { void: "v1", amount: "20.50" }), "unknown"],
    [answered(200, { status: "open" }), "unknown"],
  ])("whose answer has a schema of its own: %#", async (answer, type) => {
    const { context } = contextOf([answer])
    expect(await confirming().void(voidCall(), context)).toMatchObject({ type })
  })

  it.each([
    ["its order", "A 1", 200, "succeeded"],
    ["no order", null, 200, "succeeded"],
    ["another order", "B-2", 200, "unknown"],
    ["another order, by number", 7, 200, "unknown"],
    ["another order, and is only taken", "B-2", 202, "unknown"],
  ])("whose answer names %s", async (_, orderId, status, type) => {
    const body = { void: "v1", amount: "20.50", order: orderId }
    const { context } = contextOf([answered(status, body)])
    const outcome = await confirming().void(voidCall(), context)
    expect(outcome).toMatchObject({
      type,
      ...(type === "unknown" && {
        error: {
          code: "not_shown",
          message: expect.stringContaining("it is about another order."),
        },
      }),
    })
  })

  it("whose answer has a schema of its own names the order by a number too", async () => {
    const { context } = contextOf([
      answered(200, { void: "v1", amount: "20.50", order: 7 }),
    ])
    const call = voidCall({ provider_order: { external_id: "7" } })
    expect(await confirming().void(call, context)).toMatchObject({
      type: "succeeded",
    })
  })

  it("whose answer has a schema of its own is proven by that", async () => {
    const { context } = contextOf([
      answered(200, { void: "v1", amount: "20.50" }),
    ])
    expect(await confirming().void(voidCall(), context)).toMatchObject({
      reference: "v1",
      proof: {
        by: "answer",
        statement: "Parcel confirmed the void of 20.50 as v1",
      },
      exchanges: [{ result: { status: 200 } }],
    })
  })

  it("whose answer confirms it and says no more is proven by that", async () => {
    const done = z
      .object({ done: z.literal(true), left: z.string() })
      .transform(({ left }) => ({ remaining: left }))
    const provider = strategy({
      void: { ...VOID, listed: false, answer: done },
    })
    const answer = () => contextOf([answered(200, { done: true, left: "7" })])
    expect(await provider.void(voidCall(), answer().context)).toMatchObject({
      type: "succeeded",
      reference: null,
      remaining: "7",
      proof: { statement: "Parcel confirmed the void of 20.50" },
    })
    const items = [
      { id: "ordli_1", quantity: 2, external_item_ids: [7, 8], reason: null },
    ]
    const ofItems = voidCall({ amount: null, items })
    expect(await provider.void(ofItems, answer().context)).toMatchObject({
      proof: { statement: "Parcel confirmed the void of 7, 8" },
    })
  })

  it("that is only confirmed as taken isn't known to wait there", async () => {
    const answer = z.object({}).transform(() => ({}))
    const { context } = contextOf([answered(202, {})])
    expect(
      await strategy({ void: { ...VOID, answer } }).void(voidCall(), context)
    ).toMatchObject({ type: "accepted", is_waiting: false })
  })

  it("that the API doesn't have is rejected, and not sent", async () => {
    const { http, context } = contextOf()
    expect(await strategy().void(voidCall(), context)).toMatchObject({
      type: "rejected",
      error: { code: "void_not_supported" },
    })
    expect(http.calls).toEqual([])
  })
})

describe("a void of items", () => {
  const items = [
    { id: "ordli_1", quantity: 2, external_item_ids: [1, "2"], reason: null },
  ]
  const call = voidCall({ amount: null, items })

  it.each([
    [["cancelled", "cancelled"], "applied"],
    [["cancelled", "cancelling"], "settling"],
    [["open", "open"], "absent"],
    [["cancelled", "open"], "undecidable"],
    [["cancelled"], "undecidable"],
    [[], "undecidable"],
  ])("whose items are %j is %s", async (states, type) => {
    const shown = states.map((status, index) => ({ id: index + 1, status }))
    const { context } = contextOf([order("open", { items: shown })])
    const provider = strategy()
    const reading = await provider.readRecord(call.provider_order, context)
    if (reading.type !== "found") {
      throw new Error(reading.error.message)
    }
    expect(
      provider.findEffect(call, reading.record, {
        baseline: null,
        owned_references: [],
      })
    ).toMatchObject({ type })
  })
})

describe("what a definition is", () => {
  it("is what the index of a module provider exports", () => {
    const { Provider, ...exported } = parcel()
    expect(exported).toMatchObject({
      module: "cancellation",
      services: [Provider],
    })
    expect(Provider.identifier).toBe("parcel")
  })

  it("validates its options strictly, without echoing one", () => {
    const { Provider } = parcel()
    const options = { apiKey: KEY, baseUrl: BASE_URL }
    expect(() => {
      Provider.validateOptions({ ...options, apikey: KEY })
    }).toThrow("apikey is not an option of this provider")
    expect(() => {
      Provider.validateOptions({ ...options, baseUrl: "parcel" })
    }).toThrow(/^baseUrl: expected an absolute https URL$/)
  })

  it("names its secrets, in lists and objects too", () => {
    const { Provider } = defineCancellationProvider({
      identifier: "keys",
      name: "Keys",
      options: z.object({
        keys: z.array(z.string()),
        login: z.object({ name: z.string(), pin: z.number() }),
        none: z.string().optional(),
        nothing: z.string().nullable(),
      }),
      baseUrl: () => BASE_URL,
      secrets: ["keys", "login", "none", "nothing"],
      cancel: (id) => ({ method: "DELETE", path: `/${id}` }),
      cancelAnswer: "nothing",
      repeatedCancel: "unsafe",
    })
    const options = {
      keys: ["one", "two"],
      login: { name: "me", pin: 1234 },
      nothing: null,
    }
    expect(new Provider({} as never, options as never).secrets()).toEqual([
      "one",
      "two",
      "me",
      "1234",
    ])
  })

  it("masks the personal fields that it names", () => {
    const provider = strategy({ personal: ["nickname"] })
    expect(provider.redact({ nickname: "Ana", total: 1 })).not.toMatchObject({
      nickname: "Ana",
    })
    expect(strategy().redact({ nickname: "Ana" })).toEqual({ nickname: "Ana" })
  })

  it.each([
    [
      "no state",
      { state: undefined },
      /^defineCancellationProvider, "parcel": give state, the schema/,
    ],
    [
      "an order that is read and never shown",
      { state: undefined, cancelAnswer: "nothing" },
      /give state, the schema/,
    ],
    [
      "an order that lists voids and is never shown",
      {
        state: undefined,
        read: undefined,
        cancelAnswer: "nothing",
        void: VOID,
      },
      /give void\.answer/,
    ],
    [
      "a void that nothing proves",
      { void: { ...VOID, listed: false } },
      /give void\.answer/,
    ],
  ])("can't have %s", (_, change, message) => {
    expect(() => parcel(change as Parameters<typeof parcel>[0])).toThrow(
      message
    )
  })
})
