import { expectedOfCancels, settled } from "../../demo/cancels"
import { everywhere } from "../../demo/story-orders"
import { differences } from "../../demo/wire"
import { startInstall } from "./support/managers"
import { packedOnce } from "./support/packed-once"
import { writeStoreOfTomorrow } from "./support/store-of-tomorrow"
import { finish } from "./support/command"
import { Workshop } from "./support/workshop"

/** An install from an empty cache and a build of the dashboard take minutes. */
const SETUP_MS = 1_800_000

const plugin = packedOnce()
let workshop: Workshop

beforeAll(() => {
  workshop = new Workshop()
})

afterAll(async () => {
  process.stdout.write(`${workshop.inWords()}\n`)
  await workshop.close()
}, SETUP_MS)

it.each(["pnpm", "yarn"] as const)(
  "a store that was installed with %s has the plugin in its dashboard, and tells the providers of a cancelled order",
  async (manager) => {
    const { store, world } = await workshop.openStore(
      plugin,
      process.env.DATABASE_URL ?? "",
      manager
    )
    expect(store.dashboard()).toContain(
      "No outside system holds a piece of this order."
    )

    const story = await everywhere(world)
    await world.admin.admin.order.cancel(story.order.id)

    await settled(world, story)
    expect(differences(world.sandbox, expectedOfCancels(story))).toEqual([])
  },
  SETUP_MS
)

it(
  "npm installs it beside React 19",
  async () => {
    const { folder, installed } = writeStoreOfTomorrow(workshop.folder, plugin)
    await finish("npm install", startInstall("npm", folder))
    expect(installed("react")).toMatch(/^19\./)
    expect(installed("medusa-plugin-cancellation")).toBe(
      plugin.manifest.version
    )
  },
  SETUP_MS
)
