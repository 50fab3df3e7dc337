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

/**
 * Shows a provider as one that fails, whatever its circuit is at this moment.
 *
 * @returns ends it
 */
export const asIfFailing = async (
  page: Page,
  id: string
): Promise<() => Promise<void>> => {
  const url = /\/admin\/cancellation-providers(\?|$)/
  await page.route(url, async (route) => {
    const response = await route.fetch()
    const body = (await response.json()) as {
      cancellation_providers: Shown[]
    }
    await route.fulfill({
      response,
      json: {
        ...body,
        cancellation_providers: body.cancellation_providers.map((one) =>
          one.id === id
            ? { ...one, circuit: { state: "open", until: null } }
            : one
        ),
      },
    })
  })
  return () => page.unroute(url)
}
