import { readFile } from "node:fs/promises"
import type { BrowserContext, Locator } from "playwright-core"
import type { PlacedOrder } from "../../demo/orders"
import { graveProblems } from "./support/accessibility"
import { asIf, asIfFailing } from "./support/as-if"
import {
  closeBrowser,
  findChromium,
  NO_CHROMIUM,
  openBrowser,
} from "./support/chromium"
import { Dashboard } from "./support/dashboard"
import { type LiveStore, startLiveStore } from "./support/live-store"
import {
  cancellationsUntil,
  drifted,
  failing,
  keyRefused,
  refusedOnce,
  scheduled,
  shipped,
  unknownOrder,
  unknownOutcome,
  untouched,
  voidAt,
  voidUnanswered,
} from "./support/scenes"

/** Migrating an empty database and compiling the dashboard take minutes. */
const BOOT_MS = 600_000

const executable = findChromium()

if (!executable) {
  console.warn(NO_CHROMIUM)
}

it("has a browser where it is relied upon", () => {
  if (process.env.CI) {
    expect(executable).toBeDefined()
  }
})

const suite = executable ? describe : describe.skip

suite("the dashboard", () => {
  let store: LiveStore
  let browser: BrowserContext
  let dashboard: Dashboard

  beforeAll(async () => {
    store = await startLiveStore(process.env.DATABASE_URL ?? "")
    browser = await openBrowser(executable ?? "", {})
    dashboard = await Dashboard.logIn(browser, store.url)
  }, BOOT_MS)

  afterAll(async () => {
    await closeBrowser(browser)
    await store.stop()
  }, BOOT_MS)

  const see = (text: string | RegExp, within?: Locator): Promise<void> =>
    (within ?? dashboard.page.locator("main"))
      .getByText(text)
      .first()
      .waitFor({ timeout: 60_000 })

  const button = (name: string, within?: Locator): Locator =>
    (within ?? dashboard.page).getByRole("button", { name, exact: true })

  const drawer = (): Locator => dashboard.page.getByRole("dialog")

  const openOrder = ({ id }: PlacedOrder): Promise<void> =>
    dashboard.openOrder(id)

  const inWidget = (): Promise<string[]> =>
    graveProblems(dashboard.page, '[data-widget="provider-orders"]')

  const inDrawer = (): Promise<string[]> =>
    graveProblems(dashboard.page, '[role="dialog"]')

  /** The name of what has the focus. */
  const focused = (): Promise<string | null> =>
    dashboard.page.evaluate(
      () => document.activeElement?.getAttribute("aria-label") ?? null
    )

  const onPage = (): Promise<string[]> => graveProblems(dashboard.page, "main")

  describe("on an order's page", () => {
    let order: PlacedOrder

    beforeAll(async () => {
      order = await untouched(store.world)
      await openOrder(order)
    })

    it("voids a part, and shows before what will be sent", async () => {
      const { climes } = store.world.sandbox
      const section = dashboard.section("Climes")
      await see("40 climes", section)
      await button("Void a part at Climes", section).click()
      await drawer().getByLabel("Climes to remove").fill("15")
      await see("Removes 15 climes at Climes; 25 climes stay.", drawer())
      await drawer().getByText("Technical details").click()
      await see(/"climes": 15/, drawer())
      expect(await inDrawer()).toEqual([])
      expect(climes.effects).toEqual([])

      await button("Void", drawer()).click()

      await see("25 climes", section)
      await see("Partial void of 15 climes", section)
      await see("Done", section)
      expect(climes.journal).toMatchObject([
        { method: "PATCH", body: { climes: 15 }, status: 200 },
      ])
      expect(climes.effects).toMatchObject([{ kind: "void", amount: 15 }])
      expect(await inWidget()).toEqual([])
    })

    it("says what is wrong while it is typed, and sends nothing", async () => {
      const section = dashboard.section("Aplazame")
      await button("Void a part at Aplazame", section).click()
      const amount = drawer().getByLabel("Amount to void in EUR")
      for (const [typed, problem] of [
        ["1000", "Only €61.50 remaining."],
        ["1.005", "This currency has 2 decimals."],
        ["0", "Enter more than zero."],
        ["ten", "Enter a number."],
      ] as const) {
        await amount.fill(typed)
        await see(problem, drawer())
        expect(await button("Void", drawer()).isDisabled()).toBe(true)
      }
      expect(await inDrawer()).toEqual([])
      expect(store.world.sandbox.aplazame.effects).toEqual([])
      await dashboard.page.keyboard.press("Escape")
      await drawer().waitFor({ state: "detached" })
      expect(await focused()).toBe("Void a part at Aplazame")
    })

    it("shows the server's refusal, and how much remains", async () => {
      const { climes } = store.world.sandbox
      const section = dashboard.section("Climes")
      await button("Void a part at Climes", section).click()
      // A colleague voids first.
      await voidAt(store.world, order.id, "climes", { amount: 20 })
      await drawer().getByLabel("Climes to remove").fill("10")
      await see("It is more than what remains.", drawer())
      await see("Only 5 climes remain to be voided", drawer())
      expect(await button("Void", drawer()).isDisabled()).toBe(true)
      expect(climes.effects).toHaveLength(2)
      await button("Close", drawer()).last().click()
    })

    it("voids items, with a quantity and a reason each", async () => {
      const section = dashboard.section("Akinon Omnitron")
      await button("Void a part at Akinon Omnitron", section).click()
      await drawer().getByLabel("Quantity of Poster").fill("3")
      await see("Only 2 remaining.", drawer())
      await button("All that remain", drawer()).click()
      await drawer().getByLabel("Quantity of Poster").fill("1")
      await drawer().getByLabel("Reason for Poster").fill("12")
      await see("Voids 1 unit at Akinon Omnitron; 1 unit stays.", drawer())
      expect(await inDrawer()).toEqual([])
      await button("Void", drawer()).click()
      await see("Partial void of 1 unit", section)
      expect(store.world.sandbox.akinon.effects).toMatchObject([
        { kind: "void" },
      ])
    })

    it("cancels the whole order at one provider only", async () => {
      const section = dashboard.section("Fungies")
      await see("Canceling an order at Fungies refunds nothing.", section)
      await button("Cancel whole order at Fungies", section).click()
      await see("Canceling an order at Fungies refunds nothing.", drawer())
      await see("Fungies shows the order as open.", drawer())
      await see("Will work", drawer())
      expect(await inDrawer()).toEqual([])
      await button("Cancel whole order", drawer()).click()
      await see("Done", section)
      expect(store.world.sandbox.fungies.effects).toMatchObject([
        { kind: "cancel" },
      ])
      expect(store.world.sandbox.aplazame.effects).toEqual([])
    })

    it("says what canceling would do, before anybody cancels", async () => {
      const { akinon, aplazame, climes, fungies } = store.world.sandbox
      const effects = () =>
        [akinon, aplazame, climes, fungies].map((one) => one.effects.length)
      const before = effects()
      await openOrder(await shipped(store.world))
      await button("What would canceling do?").click()
      const at = (provider: string) =>
        drawer().locator(`[data-forecast="${provider}"]`)
      await see("Will be refused", at("akinon"))
      await see(/shows the order, or a part of it, as shipped/, at("akinon"))
      await see("Will work", at("aplazame"))
      await see("Can't be foreseen", at("climes"))
      await at("aplazame").getByText("Technical details").click()
      await see(/\/cancel$/, at("aplazame"))
      expect(await inDrawer()).toEqual([])
      await button("Close", drawer()).first().click()
      await drawer().waitFor({ state: "detached" })
      expect(effects()).toEqual(before)
    })

    it("shows a cancel of Medusa's own when it is opened again", async () => {
      const done = await untouched(store.world)
      await openOrder(done)
      await store.world.admin.admin.order.cancel(done.id)
      await cancellationsUntil(
        store.world,
        done.id,
        (all) =>
          all.length === 5 && all.every(({ status }) => status === "succeeded")
      )
      // Reloads the order, as an action in the dashboard does.
      await dashboard.open("/orders")
      await openOrder(done)
      await see("Done", dashboard.section("Aplazame"))
      expect(
        await button(
          "Void a part at Aplazame",
          dashboard.section("Aplazame")
        ).count()
      ).toBe(0)
    })

    it("shows where the provider's record differs", async () => {
      await openOrder(await drifted(store.world))
      await see(
        "Aplazame says that €10.00 were voided; known here are €0.00.",
        dashboard.section("Aplazame")
      )
      expect(await inWidget()).toEqual([])
    })

    it("says where a provider does not know an order", async () => {
      const order = await unknownOrder(store.world)
      const external_id = "11111111-2222-4333-8444-555555555555"
      await store.world.admin.registerProviderOrder(order.id, {
        provider_id: "fungies",
        external_id,
      })
      await openOrder(order)
      await see(
        `Fungies does not know the order ${external_id}.`,
        dashboard.section("Fungies")
      )
      expect(await inWidget()).toEqual([])
    })

    it("links, corrects and removes an external order", async () => {
      await openOrder(await unknownOrder(store.world))
      expect(await inWidget()).toEqual([])
      await button("Link an external order").click()
      await drawer().getByRole("combobox").click()
      await dashboard.page.getByRole("option", { name: "Climes" }).click()
      await drawer().getByLabel("Order id at the provider").fill("by-hand")
      await drawer().getByLabel("Number of climes").fill("12")
      expect(await inDrawer()).toEqual([])
      await button("Link", drawer()).click()
      const section = dashboard.section("Climes")
      await see("12 climes", section)

      await button("More for Climes", section).click()
      await dashboard.page.getByRole("menuitem", { name: "Correct" }).click()
      await drawer().getByLabel("Number of climes").fill("14")
      await button("Save", drawer()).click()
      await see("14 climes", section)

      await button("More for Climes", section).click()
      await dashboard.page.getByRole("menuitem", { name: "Remove" }).click()
      await dashboard.page
        .getByRole("alertdialog")
        .getByRole("button", { name: "Remove" })
        .click()
      await section.waitFor({ state: "detached" })
    })
  })

  describe("on the page of cancellations", () => {
    it("finds one that was refused, and tries it again", async () => {
      const { fungies } = store.world.sandbox
      const { externalId } = await refusedOnce(store.world)
      const before = fungies.effects.length
      await dashboard.open("/cancellations")
      const search = dashboard.page.getByRole("searchbox")
      await search.fill(externalId)
      await dashboard.page.waitForURL((url) => url.search.includes(externalId))
      const row = dashboard.page.getByRole("row").filter({ hasText: "Refused" })
      await row.waitFor()
      // The rows from before stay, dimmed, until the one that is left is there.
      await dashboard.page.waitForFunction(
        () => document.querySelectorAll("tbody tr").length === 1
      )
      expect(await onPage()).toEqual([])
      await row.getByRole("link").click()

      await see("Keys were already revealed to the customer")
      await see("Fungies won't do it, so it is not tried again by itself.")
      await dashboard.page
        .getByRole("listitem")
        .getByText("Technical details")
        .first()
        .click()
      await see(/\/cancel$/)
      expect(await onPage()).toEqual([])
      await button("Try again").click()
      await drawer().getByLabel(/^Note/).fill("Fungies has agreed by phone")
      expect(await inDrawer()).toEqual([])
      await button("Try again", drawer()).click()

      await see("Fungies has carried it out.")
      await see(/^#\d+ · Full cancellation$/, dashboard.page.locator("body"))
      await see("Attempt 2: sent")
      await see("Fungies has agreed by phone")
      await see(/had it tried again$/)
      expect(fungies.effects).toHaveLength(before + 1)
    })

    it("sends an unknown one again on a person's word only", async () => {
      const { climes } = store.world.sandbox
      const order = await unknownOutcome(store.world)
      const before = climes.effects.length
      await openOrder(order)
      const section = dashboard.section("Climes")
      await see("Outcome unknown: Climes may have carried it out.", section)
      expect(await inWidget()).toEqual([])
      await button("Try again", section).click()
      await button("Try again", drawer()).click()
      await see("its record can't be read", drawer())
      expect(await inDrawer()).toEqual([])

      await drawer().getByRole("checkbox").click()
      expect(await button("Send again", drawer()).isDisabled()).toBe(true)
      await drawer().getByLabel("Note").fill("The list at Climes lacks it")
      await button("Send again", drawer()).click()
      await drawer().waitFor({ state: "detached" })
      await see("850 climes", section)
      await cancellationsUntil(store.world, order.id, (all) =>
        all.every(({ status }) => status === "succeeded")
      )
      expect(climes.effects).toHaveLength(before + 1)
    })

    it("leaves alone in bulk what must be looked at, and says why", async () => {
      const { order } = await refusedOnce(store.world)
      const unknown = await untouched(store.world)
      await voidUnanswered(store.world, unknown.id, 1)
      await dashboard.open("/cancellations?status=rejected&status=needs_review")
      for (const { display_id } of [order, unknown]) {
        await dashboard.page
          .getByRole("row")
          .filter({ hasText: `#${display_id}` })
          .getByRole("checkbox")
          .first()
          .click()
      }
      const effects = store.world.sandbox.fungies.effects.length
      await dashboard.page.keyboard.press("r")
      const asked = dashboard.page.getByRole("alertdialog")
      await see("Retry 2?", asked)
      await see("1 at Climes", asked)
      await see("1 at Fungies", asked)
      await asked.getByRole("button", { name: "Close" }).click()
      expect(store.world.sandbox.fungies.effects).toHaveLength(effects)
      await dashboard.page.getByRole("button", { name: /^Try again/ }).click()
      await asked.getByRole("button", { name: "Try again" }).click()
      await see("1 is tried again.")
      await see("1 was left alone:")
      await see("It may have been carried out already.")
      expect(await onPage()).toEqual([])

      await dashboard.page.getByRole("link", { name: "1 done" }).click()
      await dashboard.page
        .getByRole("row")
        .filter({ hasText: `#${order.display_id}` })
        .getByText("Done")
        .waitFor()
      await see("1 chosen")
      await see("1 is tried again.")
      await dashboard.page.goBack()
      await see("1 was left alone:")
      await button("Close").click()
    })

    it("finds what a customer had canceled, on the days that are asked for", async () => {
      const { order } = await refusedOnce(store.world)
      await dashboard.open("/cancellations")
      await dashboard.page.getByRole("searchbox").fill("Shopper@example.com")
      const row = dashboard.page
        .getByRole("row")
        .filter({ hasText: `#${order.display_id}` })
      await row.waitFor()
      await button("Date").click()
      await dashboard.page.getByLabel("To", { exact: true }).fill("2020-01-31")
      await see("Nothing found")
      await dashboard.page.keyboard.press("Escape")
      await dashboard.page.goBack()
      await row.waitFor()
    })

    it("resolves one with a note, which is kept", async () => {
      const order = await untouched(store.world)
      const { id } = await voidUnanswered(store.world, order.id, 2)
      await dashboard.open(`/cancellations/${id}`)
      await button("Resolve").click()
      await drawer().getByLabel("Happened", { exact: true }).click()
      await drawer().getByLabel("Note").fill("Seen in Climes' dashboard")
      expect(await inDrawer()).toEqual([])
      await button("Resolve", drawer()).click()
      await see(/resolved it: it happened$/)
      await see(/Marked as done by .+: Seen in Climes' dashboard/)
      await see("Said by a person")
      await see("A person said that it is done at Climes.")

      await button("Reopen").click()
      await drawer().getByLabel("Note").fill("It was another order")
      expect(await inDrawer()).toEqual([])
      await button("Reopen", drawer()).click()
      await see("Needs a decision")
      await see(/reopened it$/)
    })

    it("dismisses one that may have been done only on somebody's word that it was not", async () => {
      const order = await untouched(store.world)
      const { id } = await voidUnanswered(store.world, order.id, 3)
      await dashboard.open(`/cancellations/${id}`)
      await button("Resolve").click()
      await drawer().getByLabel("Didn't happen").click()
      await drawer().getByLabel("Note").fill("Climes shows all of them")
      expect(await button("Resolve", drawer()).isDisabled()).toBe(true)

      await drawer().getByRole("checkbox").click()
      expect(await inDrawer()).toEqual([])
      await button("Resolve", drawer()).click()
      await see(/dismissed it$/)
    })

    it("says what one waits for, and leads to its order there", async () => {
      const order = await untouched(store.world)
      const { id } = await voidUnanswered(store.world, order.id, 4)
      const end = await asIf(dashboard.page, id, {
        waits_for: ["akinon"],
        order_url: "https://climes.example/orders/1",
        last_error: {
          code: "dependency_failed",
          message: "It goes after akinon.",
          provider_code: null,
          provider_message: null,
        },
      })
      await openOrder(order)
      const section = dashboard.section("Climes")
      await see("Waits for Akinon Omnitron.", section)

      await dashboard.open("/cancellations?status=needs_review")
      const row = dashboard.page
        .getByRole("row")
        .filter({ hasText: `#${order.display_id}` })
      await see("Waits for Akinon Omnitron.", row)
      expect(await onPage()).toEqual([])

      await dashboard.open(`/cancellations/${id}`)
      await see("Waits for Akinon Omnitron.")
      await see(/was not canceled at the provider that comes first/)
      const link = dashboard.page
        .getByRole("link", { name: "Open the order at Climes" })
        .first()
      expect(await link.getAttribute("href")).toBe(
        "https://climes.example/orders/1"
      )
      await button("Try again").click()
      await see(/goes by itself once the order is canceled at Akinon/, drawer())
      expect(await button("Try again", drawer()).isDisabled()).toBe(true)
      expect(await inDrawer()).toEqual([])
      await dashboard.page.keyboard.press("Escape")
      await end()
    })

    it("says so where there is no such cancellation", async () => {
      await dashboard.open("/cancellations/cncl_none")
      await see("There is no such cancellation")
    })

    it("tests the connection to a provider", async () => {
      await dashboard.open("/cancellations/providers")
      const aplazame = dashboard.section("Aplazame")
      await button("Test connection: Aplazame", aplazame).click()
      await see("Aplazame accepts the store's credentials.", aplazame)
      const climes = dashboard.section("Climes")
      await button("Test connection: Climes", climes).click()
      await see(/offers nothing that could be asked/, climes)
      expect(await onPage()).toEqual([])
    })

    it("pauses a provider with a reason, and resumes it", async () => {
      await dashboard.open("/cancellations/providers")
      const card = dashboard.section("Climes")
      await button("Pause Climes", card).click()
      await drawer()
        .getByLabel(/^Reason/)
        .fill("Stocktaking")
      expect(await inDrawer()).toEqual([])
      await button("Pause", drawer()).click()
      await see("Stocktaking", card)
      await see("Paused", card)
      expect(await onPage()).toEqual([])

      const order = await untouched(store.world)
      await openOrder(order)
      const section = dashboard.section("Climes")
      await button("Cancel whole order at Climes", section).click()
      await see("sent once Climes is resumed", drawer())
      expect(await inDrawer()).toEqual([])
      const pressed = performance.now()
      await button("Cancel whole order", drawer()).click()
      await drawer().waitFor({ state: "detached" })
      expect(performance.now() - pressed).toBeLessThan(7_000)
      await see("Waits: the provider is paused.", section)

      await dashboard.open("/cancellations?trouble=paused")
      await see("Provider paused by hand. “Stocktaking”")
      await dashboard.open("/cancellations/providers")
      await button("Resume Climes", card).click()
      await see("Working", card)
    })
  })

  describe("in Turkish", () => {
    beforeAll(async () => {
      await closeBrowser(browser)
      browser = await openBrowser(executable ?? "", { locale: "tr-TR" })
      dashboard = await Dashboard.logIn(browser, store.url, { language: "tr" })
    }, BOOT_MS)

    it("voids items at Akinon", async () => {
      const order = await untouched(store.world)
      const before = store.world.sandbox.akinon.effects.length
      await openOrder(order)
      const section = dashboard.section("Akinon Omnitron")
      await button("Bir kısmını iptal et: Akinon Omnitron", section).click()
      await drawer().getByLabel("Poster adedi").fill("1")
      await drawer().getByLabel("Poster için neden").fill("12")
      await see(
        "Akinon Omnitron sisteminde 1 adet iptal edilir; 1 adet kalır.",
        drawer()
      )
      expect(await inDrawer()).toEqual([])
      await button("İptal et", drawer()).click()
      await see("Kısmi iptal: 1 adet", section)
      await see("Tamamlandı", section)
      expect(store.world.sandbox.akinon.effects).toHaveLength(before + 1)
      expect(await inWidget()).toEqual([])
      await dashboard.open("/cancellations")
      await dashboard.page
        .locator("tbody")
        .getByText("Tamamlandı")
        .first()
        .waitFor()
      expect(await onPage()).toEqual([])
    })
  })

  describe("in Spanish", () => {
    beforeAll(async () => {
      await closeBrowser(browser)
      browser = await openBrowser(executable ?? "", {
        locale: "es-ES",
        colorScheme: "dark",
      })
      dashboard = await Dashboard.logIn(browser, store.url, {
        language: "es",
        theme: "dark",
      })
    }, BOOT_MS)

    it("takes amounts as they are written there, in the dark too", async () => {
      const order = await untouched(store.world)
      await openOrder(order)
      const section = dashboard.section("Aplazame")
      await see("Restante", section)
      await button("Anular una parte en Aplazame", section).click()
      await drawer().getByLabel("Monto que se anula, en EUR").fill("12,5")
      await see(/Anula 12,50\s€ en Aplazame; quedan 49,00\s€\./, drawer())
      expect(await inDrawer()).toEqual([])
      await button("Anular", drawer()).click()
      await see(/Anulación parcial de 12,50\s€/, section)
      await see("Hecha", section)
      expect(store.world.sandbox.aplazame.effects).toContainEqual(
        expect.objectContaining({ kind: "void", amount: 1_250 })
      )
      expect(await inWidget()).toEqual([])
    })

    it("lists what waits for its time", async () => {
      const order = await scheduled(store.world)
      await openOrder(order)
      const section = dashboard.section("Aplazame")
      await see(/Próximo intento dentro de/, section)
      await button("Probar ahora", section).click()
      expect(await inDrawer()).toEqual([])
      await button("Probar ahora", drawer()).click()
      await drawer().waitFor({ state: "detached" })
      await dashboard.open("/cancellations?status=pending")
      await dashboard.page.locator("tbody").getByText("En espera").waitFor()
      expect(await onPage()).toEqual([])
      await dashboard.open("/cancellations/providers")
      await see("Último éxito")
      expect(await onPage()).toEqual([])
    })
  })

  describe.each([
    ["German", "de", "Externe Bestellungen", "Stornierungen"],
    ["French", "fr", "Commandes externes", "Annulations"],
  ])("in %s, on a phone", (_, language, heading, title) => {
    beforeAll(async () => {
      await closeBrowser(browser)
      browser = await openBrowser(executable ?? "", { width: 390, height: 844 })
      dashboard = await Dashboard.logIn(browser, store.url, { language })
    }, BOOT_MS)

    it("has every page and no grave problem", async () => {
      const order = await untouched(store.world)
      await voidUnanswered(store.world, order.id, 4)
      await openOrder(order)
      await see(heading)
      expect(await inWidget()).toEqual([])
      await dashboard.open("/cancellations")
      await see(title)
      await dashboard.page.locator("tbody tr").first().waitFor()
      expect(await onPage()).toEqual([])
      await dashboard.open("/cancellations/providers")
      await dashboard.page.locator("[data-provider]").first().waitFor()
      expect(await onPage()).toEqual([])
    })
  })

  describe("where people look", () => {
    let order: PlacedOrder

    beforeAll(async () => {
      await closeBrowser(browser)
      browser = await openBrowser(executable ?? "", {})
      dashboard = await Dashboard.logIn(browser, store.url)
      order = (await refusedOnce(store.world)).order
      await cancellationsUntil(store.world, order.id, (all) =>
        all.some(({ status }) => status === "rejected")
      )
    }, BOOT_MS)

    it("leads from the orders to what was refused, and why", async () => {
      await dashboard.open("/orders")
      const widget = dashboard.page.locator('[data-widget="orders-attention"]')
      const link = widget.getByRole("link", { name: /refused$/ })
      await link.waitFor()
      const heading = dashboard.page.getByRole("heading", {
        name: "Orders",
        exact: true,
      })
      expect((await widget.boundingBox())?.y).toBeLessThan(
        (await heading.boundingBox())?.y ?? 0
      )
      await link.click()
      await dashboard.page.waitForURL(/\/cancellations\?status=rejected$/)
      await dashboard.page
        .locator("tbody tr")
        .filter({ hasText: `#${order.display_id}` })
        .first()
        .click()
      await see(/Keys were already revealed/)
    })

    it("says at the top of an order that it needs a person", async () => {
      await openOrder(order)
      const widget = dashboard.page.locator('[data-widget="order-attention"]')
      await see("1 refused", widget)
      expect((await widget.boundingBox())?.y).toBeLessThan(100)
      expect(
        await graveProblems(dashboard.page, '[data-widget="order-attention"]')
      ).toEqual([])
      await widget.getByRole("link", { name: "1 refused" }).click()
      await see(/Keys were already revealed/)
    })

    it("downloads what the list is filtered by", async () => {
      await dashboard.open("/cancellations?status=rejected")
      const [download] = await Promise.all([
        dashboard.page.waitForEvent("download"),
        button("Download CSV").click(),
      ])
      expect(download.suggestedFilename()).toBe("cancellations.csv")
      const text = await readFile(await download.path(), "utf8")
      const [header, ...rows] = text.trim().split("\r\n")
      expect(header).toMatch(/^\ufeff?id,order_id,/)
      expect(rows.length).toBeGreaterThan(0)
      expect(rows.filter((row) => !row.includes(",rejected,"))).toEqual([])
      expect(text).toContain(order.id)
    })

    it("shows what became of the last days, also without eyes", async () => {
      await dashboard.open("/cancellations/providers")
      const chart = dashboard.page.locator('[data-chart="fungies"]')
      await see("Outcomes of the last 14 days", chart)
      expect(await chart.getByRole("listitem").last().textContent()).toMatch(
        /Refused: \d/
      )
      expect(await onPage()).toEqual([])
    })

    it("says on both lists that a provider is paused", async () => {
      await dashboard.open("/cancellations/providers")
      await button("Pause Climes").click()
      await button("Pause", drawer()).click()
      await drawer().waitFor({ state: "detached" })
      await dashboard.open("/cancellations?provider_id=climes")
      await see(/^Climes was paused on/)
      expect(await onPage()).toEqual([])
      await dashboard.open("/orders")
      const widget = dashboard.page.locator('[data-widget="orders-attention"]')
      await widget.getByRole("link", { name: "1 provider paused" }).click()
      await button("Resume Climes").click()
      await button("Pause Climes").waitFor()
    })
  })

  describe("who has never seen it", () => {
    const troubled: Record<string, PlacedOrder> = {}

    beforeAll(async () => {
      const { world } = store
      troubled.refused = (await refusedOnce(world)).order
      troubled.failing = await failing(world)
      const [asked, waiting] = await keyRefused(world)
      Object.assign(troubled, { asked, waiting })
    }, BOOT_MS)

    afterAll(() => {
      store.world.sandbox.fungies.faults.clear()
      store.world.sandbox.climes.faults.clear()
    })

    describe.each([
      ["at a desk", 1440, 1000],
      ["on a phone", 390, 844],
    ])("%s", (_, width, height) => {
      beforeAll(async () => {
        await closeBrowser(browser)
        browser = await openBrowser(executable ?? "", { width, height })
        dashboard = await Dashboard.logIn(browser, store.url)
      }, BOOT_MS)

      /** One click on the list of orders. */
      const click = async (name: string | RegExp): Promise<void> => {
        await dashboard.open("/orders")
        const widget = dashboard.page.locator(
          '[data-widget="orders-attention"]'
        )
        await widget.getByRole("link", { name }).click()
        await dashboard.page.waitForURL(/\/cancellations\?/)
      }

      /** The first row can be read without scrolling, once it is loaded. */
      const isOnFirstScreen = async (): Promise<void> => {
        const row = dashboard.page
          .locator("tbody tr")
          .filter({ has: dashboard.page.getByRole("link") })
          .first()
        await row.waitFor()
        const bottom = await row.evaluate(
          (element) => element.getBoundingClientRect().bottom
        )
        expect(bottom).toBeLessThan(height)
      }

      /** Neither cut off nor beside the window, so that nothing has to be done. */
      const read = async (
        name: string,
        text: string | RegExp
      ): Promise<void> => {
        const words = dashboard.page
          .locator("tbody tr")
          .filter({ hasText: `#${troubled[name]?.display_id}` })
          .getByText(text)
          .first()
        await words.waitFor()
        const box = await words.boundingBox()
        expect((box?.x ?? width) + (box?.width ?? 0)).toBeLessThan(width)
        const isCut = await words.evaluate((element) => {
          for (
            let one: Element | null = element;
            one && one.tagName !== "TR";
            one = one.parentElement
          ) {
            const isHiding = getComputedStyle(one).overflow === "hidden"
            if (
              isHiding &&
              (one.scrollHeight > one.clientHeight + 1 ||
                one.scrollWidth > one.clientWidth + 1)
            ) {
              return true
            }
          }
          return false
        })
        expect(isCut).toBe(false)
      }

      it("comes to what failed before anything else, also by keyboard", async () => {
        await dashboard.open("/orders")
        const widget = dashboard.page.locator(
          '[data-widget="orders-attention"]'
        )
        await widget.waitFor()
        expect(
          await widget.evaluate(
            (element) => element.parentElement?.firstElementChild === element
          )
        ).toBe(true)
        const links = await widget.getByRole("link").allTextContents()
        expect(links[0]).toMatch(/^Show all \(\d+\)$/)
        expect(links.at(-1)).toBe("1 provider paused")
      })

      it("finds what was refused, and reads why", async () => {
        await click(/refused$/)
        await isOnFirstScreen()
        await read("refused", /^“Keys were already revealed to the customer”/)
      })

      it("finds what fails and is tried again, when, and why", async () => {
        await click(/failing, tried again$/)
        await isOnFirstScreen()
        await read("failing", /^(Retry \d+ · |Waiting)/)
        await read("failing", "Fungies has a fault of its own (HTTP 500).")
        expect(await onPage()).toEqual([])
      })

      it("finds what waits at a paused provider, and why", async () => {
        await click(/wait at a paused provider$/)
        await isOnFirstScreen()
        await read("asked", "Provider paused: key refused.")
        await read("waiting", "Provider paused: key refused.")
        await see(/^Check these options.*apiKey/)
      })

      it("finds all of it in one list", async () => {
        await click(/^Show all/)
        await isOnFirstScreen()
        await button("Problem: Any problem").waitFor()
        await read("refused", /Keys were already revealed/)
        await read("failing", /Fungies has a fault of its own/)
        await read("waiting", /key refused/)
        expect(await onPage()).toEqual([])

        const [from, to] = await Promise.all(
          [/^1$/, "Next"].map(async (text) =>
            dashboard.page.getByText(text).last().boundingBox()
          )
        )
        // The pages are in one line.
        expect(Math.abs((from?.y ?? 0) - (to?.y ?? 100))).toBeLessThan(20)
      })

      it("reads why one was not sent yet", async () => {
        const [cancellation] = await store.world.admin.cancellationsOf(
          troubled.failing?.id ?? ""
        )
        const { page } = dashboard
        const unsent = { status: "pending", attempt_count: 0, last_error: null }
        const end = await asIf(page, cancellation?.id ?? "", unsent)
        const endFailing = await asIfFailing(page, "fungies")
        await dashboard.open("/cancellations?trouble=failing")
        await read(
          "failing",
          "Not sent yet: Fungies failed, or asked for a pause. It is sent by itself."
        )
        await read("failing", "Waiting")
        await endFailing()
        await end()
      })

      it("reads in one line which providers are paused, where several are", async () => {
        await dashboard.open("/cancellations?trouble=paused")
        await see(/^Climes was paused on/)
        await dashboard.open("/cancellations/providers")
        await button("Pause Akinon Omnitron").click()
        await button("Pause", drawer()).click()
        await drawer().waitFor({ state: "detached" })
        await dashboard.open("/cancellations?trouble=rejected")
        await see(/^2 providers are paused: Akinon Omnitron, Climes\./)
        await isOnFirstScreen()
        await dashboard.open("/cancellations?provider_id=climes")
        await see(/^Climes was paused on/)
        await dashboard.open("/cancellations/providers")
        await button("Resume Akinon Omnitron").click()
        await button("Pause Akinon Omnitron").waitFor()
      })

      it("sees as many as a tile says, whatever else is filtered by", async () => {
        await dashboard.open("/cancellations?provider_id=fungies")
        const tile = dashboard.page.getByRole("button", {
          name: /^Failing, tried again/,
        })
        await tile.getByText("1", { exact: true }).waitFor()
        await tile.click()
        // The rows from before stay, dimmed, until the new ones are there.
        await dashboard.page
          .locator("tbody tr")
          .nth(1)
          .waitFor({ state: "detached" })
        await read("failing", /Fungies has a fault of its own/)
        await dashboard.open("/cancellations?provider_id=climes")
        await tile.getByText("0", { exact: true }).waitFor()
      })

      it("finds the troubled provider before the others", async () => {
        await dashboard.open("/cancellations/providers")
        const first = dashboard.page.locator("[data-provider]").first()
        await see("Key refused", first)
        await see("not used while paused", first)
        expect(await onPage()).toEqual([])
      })
    })
  })
})
