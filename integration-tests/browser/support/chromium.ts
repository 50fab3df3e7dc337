import { existsSync } from "node:fs"
import { type BrowserContext, chromium } from "playwright-core"

const PLACES = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

/** The browser of this machine, or undefined. */
export const findChromium = (): string | undefined =>
  PLACES.find((place) => place && existsSync(place))

export const NO_CHROMIUM =
  "Chromium is missing, so the dashboard was not tested in a browser. " +
  "Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH."

export interface Look {
  locale?: string
  colorScheme?: "light" | "dark"
  width?: number
  height?: number
}

/** A browser with its own profile, which makes no requests by itself. */
export const openBrowser = async (
  executablePath: string,
  { locale = "en-GB", colorScheme = "light", width = 1440, height = 1000 }: Look
): Promise<BrowserContext> => {
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  })
  return browser.newContext({
    locale,
    colorScheme,
    timezoneId: "Europe/Madrid",
    viewport: { width, height },
  })
}

/** Closes the browser and deletes its profile. */
export const closeBrowser = async (context: BrowserContext): Promise<void> => {
  await context.browser()?.close()
}
