import type { BrowserContext, Page } from "playwright-core"
import { ADMIN } from "../../../demo/store"

/** The dashboard of a store, as one staff member has it open. */
export class Dashboard {
  private constructor(readonly page: Page) {}

  /** @param language - the dashboard's name for it, such as `es` */
  static async logIn(
    browser: BrowserContext,
    url: string,
    { language = "en", theme = "light" } = {}
  ): Promise<Dashboard> {
    await browser.addInitScript(
      ([lng, chosen]) => {
        localStorage.setItem("lng", lng ?? "en")
        localStorage.setItem("medusa_admin_theme", chosen ?? "light")
        document.cookie = `lng=${lng};path=/`
      },
      [language, theme]
    )
    const page = browser.pages()[0] ?? (await browser.newPage())
    const dashboard = new Dashboard(page)
    await page.goto(`${url}/app/login`, { waitUntil: "commit" })
    // The first page is compiled when it is requested.
    const email = page.locator('input[name="email"]')
    await email.waitFor({ timeout: 300_000 })
    await email.fill(ADMIN.email)
    await page.locator('input[name="password"]').fill(ADMIN.password)
    await page.locator('button[type="submit"]').click()
    await page.waitForURL((to) => !to.pathname.endsWith("/login"))
    // It is out of sight in a narrow window.
    await page
      .getByText(ADMIN.email)
      .first()
      .waitFor({ state: "attached", timeout: 60_000 })
    return dashboard
  }

  /** Navigates within the page, because loading it anew takes seconds. */
  async open(path: string): Promise<void> {
    await this.page.evaluate((to) => {
      history.pushState({}, "", to)
      dispatchEvent(new PopStateEvent("popstate"))
    }, `/app${path}`)
  }

  /** Resolves once the widget shows this order and nothing is loading. */
  async openOrder(orderId: string): Promise<void> {
    await this.open(`/orders/${orderId}`)
    await this.page
      .locator(`[data-order="${orderId}"] [data-provider-order]`)
      .first()
      .waitFor({ timeout: 60_000 })
    await this.page.waitForLoadState("networkidle")
  }

  /** The section of one provider on the order's page. */
  section(provider: string) {
    return this.page.getByRole("region", { name: provider, exact: true })
  }
}
