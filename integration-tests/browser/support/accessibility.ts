import axe, { type AxeResults } from "axe-core"
import type { Page } from "playwright-core"

const GRAVE = ["serious", "critical"]

/**
 * What axe finds of consequence in a part of the page, a line each: the rest of
 * the page is the dashboard's own.
 *
 * @param within - a CSS selector
 */
export const graveProblems = async (
  page: Page,
  within: string
): Promise<string[]> => {
  // What fades in has half its contrast until it is there.
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
