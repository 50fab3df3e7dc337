import { bold, dim, green, yellow } from "./colours"
import {
  CANCEL_COLUMNS,
  cancelAgainByHand,
  cancelInMedusa,
  cancelWhileFungiesIsDown,
  expectedOfCancels,
  rowsOfCancels,
  settled,
} from "./cancels"
import { step } from "./progress"
import { unsuccessful } from "./settled"
import { keepsItsLoan, withLoanAndShipment } from "./shipped"
import {
  everywhere,
  type World,
  withAkinon,
  withAplazame,
  withClimes,
  withFungies,
} from "./story-orders"
import { type Column, renderTable } from "./table"
import { VOID_COLUMNS, voidParts } from "./voids"
import { differences } from "./wire"

/** @returns what ended differently than the story says, one line each */
export async function tellStory(world: World): Promise<string[]> {
  const { sandbox } = world
  const orders = await step("Placing eight orders", async () => ({
    climes: await withClimes(world),
    fungies: await withFungies(world),
    aplazame: await withAplazame(world),
    akinon: await withAkinon(world),
    everywhere: await everywhere(world),
    unlucky: await withFungies(world),
    inParts: await everywhere(world),
    shipped: await withLoanAndShipment(world),
  }))
  const { unlucky, inParts } = orders
  const [throttled] = orders.everywhere.counterparts
  const cancelled = [
    orders.climes,
    orders.fungies,
    orders.aplazame,
    orders.akinon,
    orders.everywhere,
    unlucky,
  ]

  console.log(`
${bold("Orders cancelled in Medusa")}
Orders 1 to 4 have a counterpart at one provider each, which their metadata
names. Order 5 has one at all four, registered through the plugin's route. An
ERP takes signed webhooks, for every order in euros; nothing is registered there.
Climes answers the first request for order 5 with 429. Fungies refuses
connections while order 6 is cancelled, and then comes back.
`)
  sandbox.climes.faults.next(
    { type: "throttle", retryAfter: 1 },
    { path: new RegExp(`/${throttled.external_id}/`) }
  )
  await step("Cancelling orders 1 to 5", async () => {
    const lucky = cancelled.filter((story) => story !== unlucky)
    for (const story of lucky) {
      await cancelInMedusa(world, story)
    }
    for (const story of lucky) {
      await settled(world, story)
    }
  })
  await step("Cancelling order 6, and bringing Fungies back", async () => {
    await cancelWhileFungiesIsDown(world, unlucky)
    await settled(world, unlucky)
  })
  const isSame = await step("Cancelling order 1 once more, by hand", () =>
    cancelAgainByHand(world, orders.climes)
  )
  const rows: string[][] = []
  const failures: string[] = []
  for (const story of cancelled) {
    const cancellations = await settled(world, story)
    rows.push(...(await rowsOfCancels(world, story, cancellations)))
    failures.push(...unsuccessful(cancellations))
  }
  print(CANCEL_COLUMNS, rows)

  console.log(`
${bold("An order voided in parts, through POST /admin/orders/:id/voids")}
Order 7 has a counterpart at all of them. The void at Climes is asked for twice at
once, with the same Idempotency-Key.
`)
  const voids = await step("Voiding parts of order 7", () =>
    voidParts(world, inParts)
  )
  print(VOID_COLUMNS, voids.rows)

  console.log(`
${bold("An order that was shipped keeps its loan")}
Order 8 has a loan at Aplazame, which is configured with after: ["akinon"]. Akinon
refuses to cancel it, because it was shipped: Aplazame isn't asked, and a person
decides. The ERP waits for nobody.
`)
  const kept = await step("Cancelling order 8", async () => {
    await cancelInMedusa(world, orders.shipped)
    return keepsItsLoan(world, orders.shipped)
  })
  print(
    CANCEL_COLUMNS,
    await rowsOfCancels(world, orders.shipped, kept.cancellations)
  )

  return [
    ...(isSame ? [] : ["climes: order 1 was cancelled a second time"]),
    ...failures,
    ...voids.differences,
    ...kept.differences,
    ...differences(sandbox, [
      ...cancelled.flatMap((story) => expectedOfCancels(story, [throttled])),
      ...voids.expected,
      ...kept.expected,
    ]),
  ]
}

const LEAST_WIDTH = 80
const DEFAULT_WIDTH = 100

function print(columns: Column[], rows: string[][]): void {
  const width = process.stdout.isTTY
    ? Math.max(process.stdout.columns, LEAST_WIDTH)
    : DEFAULT_WIDTH
  const outcome = columns.findIndex(({ title }) => title === "outcome")
  const table = renderTable(columns, rows, width, (text, column, row) => {
    if (row === -1) {
      return dim(text)
    }
    if (column !== outcome || text.trim() === "") {
      return text
    }
    return text.trim().endsWith("succeeded") ? green(text) : yellow(text)
  })
  console.log(`\n${table}`)
}
