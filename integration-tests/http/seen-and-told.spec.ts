import { Modules } from "@medusajs/framework/utils"
import tellPeople from "../../src/jobs/tell-people"
import { TEXTS } from "../../src/modules/cancellation/core/telling/texts"
import { outletOf } from "../../src/workflows/utils/outlet"
import { readsOf } from "./support/statements"
import { type Cancellation, withStore } from "./support/store"

jest.setTimeout(120_000)

interface FeedEntry {
  template: string
  data: { title: string; description: string }
}

withStore((store) => {
  const sql = (statement: string): Promise<unknown> =>
    store.container.resolve("__pg_connection__").raw(statement)

  const feed = async (): Promise<FeedEntry[]> => {
    await tellPeople(store.container)
    return (await store.container
      .resolve(Modules.NOTIFICATION)
      .listNotifications(
        { channel: "feed" },
        { order: { created_at: "ASC" } }
      )) as unknown as FeedEntry[]
  }

  /** The titles of the feed, once there are as many that say so. */
  const told = async (...titles: string[]): Promise<FeedEntry[]> => {
    for (let tries = 0; ; tries++) {
      const entries = await feed()
      // The store's own job may be telling at this moment.
      if (
        tries > 50 ||
        titles.join() === entries.map(({ data }) => data.title).join()
      ) {
        expect(entries.map(({ data }) => data.title)).toEqual(titles)
        return entries
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  /** Copies what is in the ledger, with ids from the one number to the other. */
  const copyAsDismissed = (from: number, to: number): Promise<unknown> =>
    sql(`
      insert into cncl_cancellation (
        id, provider_order_id, provider_id, order_id, external_id, kind, unit,
        source, captured_by, status
      )
      select 'cncl_' || n, provider_order_id, provider_id, order_id,
        external_id, kind, unit, source, captured_by, 'dismissed'
      from cncl_cancellation, generate_series(${from}, ${to}) n`)

  /** An order that was cancelled, and that Fungies refused to cancel. */
  const refused = async (
    number: string,
    answer: { status: number } = { status: 400 }
  ): Promise<{ orderId: string; id: string; displayId: number }> => {
    store.sandbox.fungies.orders.create({ number })
    store.sandbox.fungies.faults.always({
      type: "respond",
      body: { status: "error", error: { message: "not possible" } },
      ...answer,
    })
    const order = await store.createOrder({
      metadata: { fungies_order_id: number },
    })
    await store.cancelOrder(order.id)
    const [cancellation] = await store.cancellationsOf(order.id)
    return {
      orderId: order.id,
      id: (cancellation as Cancellation).id,
      displayId: order.display_id,
    }
  }

  describe("the dashboard's feed", () => {
    it("has one line for a storm, which names the orders", async () => {
      const orders = [
        await refused("#1"),
        await refused("#2"),
        await refused("#3"),
      ]

      const [line] = await told("Fungies refused 3 cancellations")

      expect(line).toMatchObject({
        template: "admin-ui",
        data: {
          description: `“not possible” Orders: ${orders
            .map(({ displayId }) => `#${displayId}`)
            .join(", ")}. See Orders, Cancellations.`,
        },
      })
    })

    it("lets the number of a line grow for a minute", async () => {
      await refused("#1")
      await told("Fungies refused a cancellation")
      await refused("#2")
      await told("Fungies refused 2 cancellations")

      await sql(
        "update notification set created_at = created_at - interval '1 minute'"
      )
      await refused("#3")
      await told(
        "Fungies refused 2 cancellations",
        "Fungies refused a cancellation"
      )
    })

    it("tells that a provider is paused, why, and that it goes on", async () => {
      const of = "/admin/cancellation-providers/fungies"
      await store.admin.post(`${of}/pause`, { reason: "they migrate" })
      const [paused] = await told("Nothing is sent to Fungies any more")
      expect(paused?.data.description).toMatch(/^they migrate /)

      await store.admin.post(`${of}/resume`)
      await told(
        "Nothing is sent to Fungies any more",
        "Fungies is sent cancellations again"
      )
    })

    it("tells that credentials are refused", async () => {
      await refused("#1", { status: 401 })
      const [paused] = await told("Nothing is sent to Fungies any more")
      expect(paused?.data.description).toMatch(/credentials|key/i)
    })
  })

  it("a message goes out through Medusa's Notification module", async () => {
    const line = {
      event: "cancellation.rejected" as const,
      provider_id: "fungies",
      provider: "Fungies",
      count: 1,
      orders: ["#1"],
      more: 0,
      reason: null,
      title: "A <title>",
      description: "What & where.",
    }
    await outletOf(store.container).send({
      // The one channel that every store has a provider for.
      channel: "feed",
      to: "ops@example.com",
      subject: TEXTS.en.digest.daily,
      lines: [line],
    })

    const [sent] = await store.container
      .resolve(Modules.NOTIFICATION)
      .listNotifications({ to: "ops@example.com" })
    expect(sent).toMatchObject({
      status: "success",
      template: "medusa-plugin-cancellation",
      trigger_type: "cancellation.rejected",
      data: {
        subject: "Cancellations of the last day",
        text: "A <title>\nWhat & where.",
        lines: [line],
      },
    })
  })

  describe("opening again what a person closed", () => {
    const dismiss = (id: string): Promise<unknown> =>
      store.admin.post(`/admin/cancellations/${id}/resolve`, {
        resolution: "dismissed",
        note: "not wanted",
      })

    it("puts it before a person again", async () => {
      const { id } = await refused("#1")
      await dismiss(id)

      const { status, data } = await store.admin.post<{
        cancellation: Cancellation
      }>(`/admin/cancellations/${id}/reopen`, { note: "it was another" })

      expect(status).toBe(200)
      expect(data.cancellation).toMatchObject({
        id,
        status: "needs_review",
        resolved_by: null,
        settled_at: null,
        last_error: { code: "outcome_unknown", cause: "order_not_found" },
        history: [
          { action: "resolve" },
          { action: "reopen", by: store.adminId, note: "it was another" },
        ],
      })
    })

    it("needs a note, and something that was closed", async () => {
      const { id } = await refused("#1")
      const reopen = (note?: string, of = id) =>
        store.admin.post(`/admin/cancellations/${of}/reopen`, { note })

      expect(await reopen("why not")).toMatchObject({
        status: 400,
        data: {
          message:
            "A cancellation that is rejected can't be opened again; only one that a person closed can.",
        },
      })
      await dismiss(id)
      expect(await reopen()).toMatchObject({ status: 400 })
      expect(await reopen("x", "cncl_none")).toMatchObject({ status: 404 })
    })
  })

  describe("the export", () => {
    const exported = async (query = ""): Promise<string[]> => {
      const { status, data } = await store.admin.get<string>(
        `/admin/cancellation-export${query}`
      )
      expect(status).toBe(200)
      return data.replace(/^\ufeff/, "").split("\r\n")
    }

    it("has what the filters find, and no formula", async () => {
      const first = await refused("#1")
      const other = await refused("=2+5")

      const lines = await exported("?status=rejected&provider_id=fungies")
      expect(lines).toHaveLength(4)
      expect(lines[0]).toMatch(/^id,order_id,order_display_id,/)
      // The newest first.
      expect(lines[1]).toMatch(
        new RegExp(`^${other.id},${other.orderId},.*,fungies,'=2\\+5,cancel,`)
      )
      expect(lines[2]).toMatch(new RegExp(`^${first.id},.*,not possible,`))
      expect(lines[3]).toBe("")

      expect(await exported("?status=succeeded")).toHaveLength(2)
      expect(await exported("?q=%3D2%2B5")).toHaveLength(3)
    })

    it("says why one waits, as the list does", async () => {
      const { id } = await refused("#1", { status: 500 })
      await store.admin.post("/admin/cancellation-providers/fungies/pause", {
        reason: "ask Petra",
      })

      const [header, line] = await exported("?trouble=paused")

      expect(header).toMatch(/,settled_at,why$/)
      expect(line).toMatch(
        new RegExp(`^${id},.*,"?Provider paused by hand\\. “ask Petra” `)
      )
    })

    it("has each of many once", async () => {
      await refused("#1")
      await copyAsDismissed(1_000, 2_199)

      const ids = (await exported("?status=dismissed"))
        .slice(1, -1)
        .map((line) => line.split(",")[0])

      expect(ids).toHaveLength(1_200)
      expect(new Set(ids).size).toBe(1_200)
    })

    it("is for staff, and refuses what is no filter", async () => {
      const path = "/admin/cancellation-export"
      expect((await store.anonymous.get(path)).status).toBe(401)
      expect((await store.admin.get(`${path}?limit=1`)).status).toBe(400)
      expect((await store.admin.get(`${path}?status=done`)).status).toBe(400)
    })
  })

  it("the providers say what was refused, and since when they wait", async () => {
    await refused("#1")
    await store.admin.post("/admin/cancellation-providers/climes/pause", {})
    store.sandbox.climes.orders.create({
      partner_order_id: "climes-1",
      climes: 60,
    })
    const order = await store.createOrder({
      metadata: { climes_order_id: "climes-1", climes_amount: 60 },
    })
    await store.cancelOrder(order.id)
    const [waiting] = await store.cancellationsOf(order.id)

    const { data } = await store.admin.get<{
      cancellation_providers: { id: string }[]
    }>("/admin/cancellation-providers")

    const of = (id: string): unknown =>
      data.cancellation_providers.find((one) => one.id === id)
    expect(of("fungies")).toMatchObject({
      counts: { rejected: 1, pending: 0 },
      waiting_since: null,
    })
    expect(of("climes")).toMatchObject({
      counts: { rejected: 0, pending: 1 },
      waiting_since: waiting?.created_at,
    })
  })

  it("the list finds what failed outside, and why, whatever its status", async () => {
    const inTrouble = async (query: string): Promise<string[]> => {
      const { data } = await store.admin.get<{
        cancellations: Cancellation[]
        count: number
      }>(`/admin/cancellations?order=created_at&${query}`)
      expect(data.count).toBe(data.cancellations.length)
      return data.cancellations.map(({ id }) => id)
    }
    const failing = async (): Promise<number> => {
      const { data } = await store.admin.get<{
        cancellation_providers: { id: string; failing: number }[]
      }>("/admin/cancellation-providers")
      return data.cancellation_providers.reduce(
        (sum, one) => sum + one.failing,
        0
      )
    }
    expect(await inTrouble("trouble=failing&trouble=paused")).toEqual([])

    const no = await refused("#1")
    store.sandbox.fungies.faults.clear()
    const again = await refused("#2", { status: 500 })
    expect(await inTrouble("trouble=rejected")).toEqual([no.id])
    expect(await inTrouble("trouble=needs_review")).toEqual([])
    expect(await inTrouble("trouble=paused")).toEqual([])
    expect(await inTrouble("trouble=failing")).toEqual([again.id])
    expect(await inTrouble("trouble=failing&trouble=rejected")).toEqual([
      no.id,
      again.id,
    ])
    expect(await inTrouble("trouble=failing&status=rejected")).toEqual([])
    expect(await inTrouble("trouble=failing&q=%232")).toEqual([again.id])
    expect(await inTrouble("trouble=failing&q=%231")).toEqual([])
    expect(await failing()).toBe(1)

    await store.admin.post("/admin/cancellation-providers/fungies/pause", {})
    expect(await inTrouble("trouble=failing")).toEqual([])
    expect(await inTrouble("trouble=paused")).toEqual([again.id])
    expect(await failing()).toBe(0)
    await store.admin.post("/admin/cancellation-providers/fungies/resume")

    expect(
      (await store.admin.get("/admin/cancellations?trouble=bad")).status
    ).toBe(400)
  })

  describe("the order of what is in trouble", () => {
    const asked = async (
      query: string
    ): Promise<{ ids: string[]; count: number }> => {
      const { data } = await store.admin.get<{
        cancellations: { id: string }[]
        count: number
      }>(`/admin/cancellations?${query}`)
      return {
        ids: data.cancellations.map(({ id }) => id),
        count: data.count,
      }
    }
    const ALL =
      "trouble=paused&trouble=failing&trouble=rejected&trouble=needs_review"

    /** One that is refused, and then is as if this had become of it. */
    const made = async (number: string, columns: string): Promise<string> => {
      const { id } = await refused(number)
      await sql(`update cncl_cancellation set ${columns} where id = '${id}'`)
      return id
    }

    it("has the most urgent first, on each of its pages", async () => {
      await store.admin.post("/admin/cancellation-providers/climes/pause", {})
      const review = await made("#1", "status = 'needs_review'")
      const older = await made("#2", "status = 'rejected'")
      const later = "next_attempt_at = now() + interval '1 hour'"
      const failing = await made("#3", `status = 'pending', ${later}`)
      const newer = await made("#4", "status = 'rejected'")
      const paused = await made(
        "#5",
        `status = 'pending', ${later}, provider_id = 'climes'`
      )

      const order = [review, newer, older, failing, paused]
      expect(await asked(ALL)).toEqual({ ids: order, count: 5 })
      expect(await asked(`${ALL}&limit=2&offset=1`)).toEqual({
        ids: [newer, older],
        count: 5,
      })
      expect(await asked(`${ALL}&limit=2&offset=3`)).toEqual({
        ids: [failing, paused],
        count: 5,
      })
      expect(await asked(`${ALL}&order=-created_at`)).toEqual({
        ids: [paused, newer, failing, older, review],
        count: 5,
      })
      // Without it, the list is as it always was.
      expect(await asked("provider_id=fungies")).toEqual({
        ids: [newer, failing, older, review],
        count: 4,
      })
      expect(
        (await store.admin.get(`/admin/cancellations?${ALL}&order=secret`))
          .status
      ).toBe(400)
    })

    it("reads nothing of what has ended, however much and however new", async () => {
      await store.admin.post("/admin/cancellation-providers/climes/pause", {})
      await refused("#1")
      await copyAsDismissed(100_000, 149_999)
      await sql("analyze cncl_cancellation")

      const reads = await readsOf("cncl_cancellation", async () => {
        expect((await asked(ALL)).count).toBe(1)
      })

      expect(reads.length).toBeGreaterThanOrEqual(4)
      for (const text of reads) {
        const { rows } = (await sql(`explain ${text}`)) as {
          rows: { "QUERY PLAN": string }[]
        }
        const plan = rows.map((row) => row["QUERY PLAN"]).join("\n")
        expect(plan).toMatch(/IDX_cncl_cancellation_open/)
        expect(plan).not.toMatch(/Seq Scan|created_at/)
      }
    })
  })

  it("the list and the count have what was not sent yet to a failing provider", async () => {
    const circuit = (state: string): Promise<unknown> =>
      sql(`
        update cncl_provider_state set circuit_state = '${state}',
          circuit_until = now() + interval '1 hour'
        where id in ('fungies', 'retired')`)
    const seen = async (): Promise<{ ids: string[]; count: number }> => {
      const list = await store.admin.get<{ cancellations: { id: string }[] }>(
        "/admin/cancellations?trouble=failing"
      )
      const { data } = await store.admin.get<{
        cancellation_providers: { failing: number }[]
      }>("/admin/cancellation-providers")
      return {
        ids: list.data.cancellations.map(({ id }) => id),
        count: data.cancellation_providers.reduce(
          (sum, { failing }) => sum + failing,
          0
        ),
      }
    }
    const nothing = { ids: [], count: 0 }

    // It was asked for, and refused: so the provider has a state.
    await refused("#1")
    store.sandbox.fungies.faults.clear()
    await circuit("open")
    store.sandbox.fungies.orders.create({ number: "#2" })
    const order = await store.createOrder({
      metadata: { fungies_order_id: "#2" },
    })
    await store.cancelOrder(order.id)
    const [waiting] = await store.cancellationsOf(order.id)
    expect(waiting).toMatchObject({ status: "pending", attempt_count: 0 })

    const found = { ids: [waiting?.id], count: 1 }
    expect(await seen()).toEqual(found)
    await circuit("half_open")
    expect(await seen()).toEqual(found)

    // One that waits for another provider isn't held up by its own.
    const change = (columns: string): Promise<unknown> =>
      sql(`update cncl_cancellation set ${columns} where id = '${waiting?.id}'`)
    await change("waits_for = '[\"akinon\"]'")
    expect(await seen()).toEqual(nothing)
    await change("waits_for = null")

    // Nothing is tried again at a provider that isn't configured any more.
    await sql(`
      insert into cncl_provider_state (id, circuit_state, circuit_until)
      values ('retired', 'open', now())`)
    await change("provider_id = 'retired'")
    expect(await seen()).toEqual(nothing)
    await change("provider_id = 'fungies'")
    expect(await seen()).toEqual(found)

    await circuit("closed")
    expect(await seen()).toEqual(nothing)
  })

  it("the outcomes of the last 14 days are counted by day and provider", async () => {
    await refused("#1")
    await refused("#2")
    const old = await refused("#3")
    const older = await refused("#4")
    const ago = (id: string, days: number): Promise<unknown> =>
      sql(
        `update cncl_cancellation
         set created_at = created_at - interval '${days} days' where id = '${id}'`
      )
    await ago(old.id, 13)
    await ago(older.id, 14)

    const { data } = await store.admin.get("/admin/cancellation-outcomes")

    const day = (days: number): string =>
      new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
    const rejected = { provider_id: "fungies", status: "rejected" }
    expect(data).toEqual({
      outcomes: [
        { date: day(13), ...rejected, count: 1 },
        { date: day(0), ...rejected, count: 2 },
      ],
    })
  })
})
