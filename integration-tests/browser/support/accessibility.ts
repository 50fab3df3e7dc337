import axe, { type AxeResults } from "axe-core"
import type { Page } from "playwright-core"

const GRAVE = ["serious", "critical"]

/**
 * The serious problems that axe finds in a part of the page, one line each. The
 * rest of the page belongs to the dashboard.
 *
 * @param within - a CSS selector
 */
export const graveProblems = async (
  page: Page,
  within: string
): Promise<string[]> => {
  // An element that fades in has too little contrast until it is there.
  await page.evaluate(() =>
    Promise.all(
      document.getAnimations().map(({ finished }) => finished.catch(() => null))
    )
  )
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<AxeResults, string>(
    (selector) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(
        { include: [[selector]] },
        { resultTypes: ["violations"] }
      ),
    within
  )
  return violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ""))
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ""}`
      )
    )
}
