/**
 * npm run docs:screenshots            every view of the dashboard, for the docs
 * npm run docs:screenshots -- DIR     into another folder than docs/images
 */
import { mkdirSync } from "node:fs"
import { join, resolve } from "node:path"
import type { BrowserContext, Page } from "playwright-core"
import {
  closeBrowser,
  findChromium,
  NO_CHROMIUM,
  openBrowser,
} from "../integration-tests/browser/support/chromium"
import { Dashboard } from "../integration-tests/browser/support/dashboard"
import {
  type LiveStore,
  startLiveStore,
} from "../integration-tests/browser/support/live-store"
import {
  cancellationsUntil,
  drifted,
  refusedOnce,
  scheduled,
  unknownOutcome,
  untouched,
  voidAt,
} from "../integration-tests/browser/support/scenes"
import { type Postgres, startPostgres } from "./postgres"

interface Seeded {
  everywhere: string
  unknown: string
  drifted: string
  refused: string
}

interface Orders extends Seeded {
  scheduled: string
}

async function main(): Promise<void> {
  const executable = findChromium()
  if (!executable) {
    throw new Error(NO_CHROMIUM)
  }
  const folder = resolve(process.argv[2] ?? join(__dirname, "../docs/images"))
  mkdirSync(folder, { recursive: true })
  let postgres: Postgres | undefined
  let store: LiveStore | undefined
  try {
    postgres = await startPostgres()
    store = await startLiveStore(postgres.url)
    const seeded = await seed(store)
    const shoot = new Camera(executable, store.url, folder)
    await shoot.whileAllWork(seeded)
    // Aplazame is left alone for a while after this.
    const { id } = await scheduled(store.world)
    const orders = { ...seeded, scheduled: id }
    await shoot.light(orders)
    await shoot.dark(orders)
    await shoot.narrow(orders)
    await shoot.otherLanguages(orders)
  } finally {
    await store?.stop()
    await postgres?.stop()
  }
}

async function seed({ world }: LiveStore): Promise<Seeded> {
  const unknown = await unknownOutcome(world)
  const { order: refused } = await refusedOnce(world)
  const everywhere = await untouched(world)
  await voidAt(world, everywhere.id, "climes", { amount: 15 })
  await voidAt(world, everywhere.id, "aplazame", { amount: 20 })
  await voidAt(world, everywhere.id, "akinon", {
    items: [{ id: everywhere.lineItemId, quantity: 1 }],
  })
  const canceled = await untouched(world)
  await world.admin.admin.order.cancel(canceled.id)
  await cancellationsUntil(
    world,
    canceled.id,
    (all) =>
      all.length === 5 && all.every(({ status }) => status === "succeeded")
  )
  const drift = await drifted(world)
  return {
    everywhere: everywhere.id,
    unknown: unknown.id,
    refused: refused.id,
    drifted: drift.id,
  }
}

const PHONE = { width: 400, height: 860 }
const TABLET = { width: 900, height: 1_100 }
const DESKTOP = { width: 1_360, height: 860 }

class Camera {
  constructor(
    private readonly executable: string,
    private readonly url: string,
    private readonly folder: string
  ) {}

  async whileAllWork(orders: Seeded): Promise<void> {
    await this.session({}, async (dashboard) => {
      await this.widget(dashboard, orders.everywhere, "order")
      await this.widget(dashboard, orders.unknown, "order-unknown")
      await this.widget(dashboard, orders.drifted, "order-drift")
      await this.widget(dashboard, orders.refused, "order-refused")
      await this.drawers(dashboard, orders)
    })
  }

  async light(orders: Orders): Promise<void> {
    await this.session({}, async (dashboard) => {
      await this.pages(dashboard, "")
      await this.details(dashboard, orders, "")
      await this.widget(dashboard, orders.scheduled, "order-scheduled")
    })
  }

  async dark(orders: Orders): Promise<void> {
    await this.session({ theme: "dark" }, async (dashboard) => {
      await this.pages(dashboard, "-dark")
      await this.details(dashboard, orders, "-dark")
      await this.widget(dashboard, orders.unknown, "order-unknown-dark")
      await this.voidDrawer(dashboard, orders.everywhere, "void-climes-dark")
    })
  }

  async narrow(orders: Orders): Promise<void> {
    for (const [name, size] of [
      ["-900", TABLET],
      ["-400", PHONE],
    ] as const) {
      await this.session(size, async (dashboard) => {
        await this.pages(dashboard, name)
        await this.details(dashboard, orders, name)
        await this.widget(dashboard, orders.unknown, `order-unknown${name}`)
        await this.voidDrawer(
          dashboard,
          orders.everywhere,
          `void-climes${name}`
        )
      })
    }
  }

  async otherLanguages(orders: Orders): Promise<void> {
    for (const language of ["de", "es", "fr", "tr"]) {
      await this.session({ language }, async (dashboard) => {
        await this.pages(dashboard, `-${language}`)
        await this.widget(
          dashboard,
          orders.unknown,
          `order-unknown-${language}`
        )
      })
    }
  }

  private async session(
    {
      language = "en",
      theme = "light",
      ...size
    }: {
      language?: string
      theme?: "light" | "dark"
      width?: number
      height?: number
    },
    work: (dashboard: Dashboard) => Promise<void>
  ): Promise<void> {
    const browser: BrowserContext = await openBrowser(this.executable, {
      colorScheme: theme,
      ...DESKTOP,
      ...size,
    })
    try {
      await work(await Dashboard.logIn(browser, this.url, { language, theme }))
    } finally {
      await closeBrowser(browser)
    }
  }

  private async pages(dashboard: Dashboard, suffix: string): Promise<void> {
    await dashboard.open("/cancellations")
    await dashboard.page.locator("tbody tr").first().waitFor()
    await this.shoot(dashboard.page, `cancellations${suffix}`)
    await dashboard.open("/cancellations/providers")
    await dashboard.page.locator("[data-provider]").first().waitFor()
    await this.shoot(dashboard.page, `providers${suffix}`)
    await dashboard.open("/orders")
    await dashboard.page.locator("tbody tr").first().waitFor()
    await this.shoot(dashboard.page, `orders${suffix}`)
  }

  private async details(
    dashboard: Dashboard,
    orders: Orders,
    suffix: string
  ): Promise<void> {
    await dashboard.openOrder(orders.unknown)
    const link = dashboard.page
      .locator("[data-cancellation]")
      .first()
      .getByRole("link")
    await link.click()
    const exchange = dashboard.page.locator("details").first()
    await exchange.waitFor()
    await exchange.locator("summary").click()
    await this.shoot(dashboard.page, `cancellation${suffix}`)
  }

  /** The widget alone, at its full height. */
  private async widget(
    dashboard: Dashboard,
    orderId: string,
    name: string
  ): Promise<void> {
    const { page } = dashboard
    const size = page.viewportSize() ?? DESKTOP
    // What is scrolled out of sight would be missing in the picture.
    await page.setViewportSize({ ...size, height: 3_000 })
    await dashboard.openOrder(orderId)
    await page
      .locator('[data-widget="provider-orders"]')
      .screenshot({ path: join(this.folder, `${name}.png`) })
    await page.setViewportSize(size)
    console.log(name)
  }

  private async drawers(dashboard: Dashboard, orders: Seeded): Promise<void> {
    const { page } = dashboard
    await this.voidDrawer(dashboard, orders.everywhere, "void-climes")
    await page.keyboard.press("Escape")
    await page
      .getByRole("button", { name: "Void a part at Akinon Omnitron" })
      .click()
    await page.getByRole("button", { name: "All that remain" }).click()
    await page.getByLabel("Reason for Poster").fill("12")
    await page
      .getByRole("dialog")
      .getByText(/ stays?\.$/)
      .waitFor()
    await this.shoot(page, "void-items")
    await page.keyboard.press("Escape")
    await page
      .getByRole("button", { name: "Cancel whole order at Fungies" })
      .click()
    await page.getByRole("dialog").getByText("Will work").waitFor()
    await this.shoot(page, "cancel-whole")
    await page.keyboard.press("Escape")
    await page.getByRole("button", { name: "What would canceling do?" }).click()
    await page.locator("[data-forecast]").first().waitFor()
    await this.shoot(page, "forecast")
    await page.keyboard.press("Escape")
    await page.getByRole("button", { name: "Link an external order" }).click()
    await page.getByRole("combobox").click()
    await page.getByRole("option", { name: "Akinon" }).click()
    await this.shoot(page, "register")

    await dashboard.openOrder(orders.unknown)
    await page.getByRole("button", { name: "Try again" }).first().click()
    await page.getByRole("dialog").getByRole("checkbox").click()
    await this.shoot(page, "retry")
    await page.keyboard.press("Escape")
    await page.getByRole("button", { name: "Resolve" }).first().click()
    await this.shoot(page, "resolve")
    await page.keyboard.press("Escape")
  }

  private async voidDrawer(
    dashboard: Dashboard,
    orderId: string,
    name: string
  ): Promise<void> {
    await dashboard.openOrder(orderId)
    const { page } = dashboard
    await page.getByRole("button", { name: "Void a part at Climes" }).click()
    await page.getByRole("dialog").getByLabel("Climes to remove").fill("10")
    await page
      .getByRole("dialog")
      .getByText(/ stays?\.$/)
      .waitFor()
    await this.shoot(page, name)
  }

  private async shoot(page: Page, name: string): Promise<void> {
    await page.waitForLoadState("networkidle")
    // What the pointer rests on would look chosen.
    await page.mouse.move(0, 0)
    // Waits until drawers have slid in.
    await page.waitForTimeout(600)
    await page.screenshot({ path: join(this.folder, `${name}.png`) })
    console.log(name)
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
