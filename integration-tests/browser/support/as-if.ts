import type { Page } from "playwright-core"

interface Shown {
  id: string
}

/**
 * Shows one cancellation with other fields than the store answers with: what no
 * store of four providers that know nothing of each other comes to.
 *
 * @returns ends it
 */
export const asIf = async (
  page: Page,
  id: string,
  fields: Record<string, unknown>
): Promise<() => Promise<void>> => {
  const url = /\/admin\/(orders\/[^/]+\/)?cancellations([/?]|$)/
  const changed = (one: Shown): Shown =>
    one.id === id ? { ...one, ...fields } : one
  await page.route(url, async (route) => {
    const response = await route.fetch()
    const body = (await response.json()) as {
      cancellation?: Shown
      cancellations?: Shown[]
    }
    await route.fulfill({
      response,
      json: {
        ...body,
        ...(body.cancellation && { cancellation: changed(body.cancellation) }),
        ...(body.cancellations && {
          cancellations: body.cancellations.map(changed),
        }),
      },
    })
  })
  return () => page.unroute(url)
}
