/** A Medusa store in its own process. `store/process.ts` starts it. */
import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  Modules,
  OrderWorkflowEvents,
  generateJwtToken,
} from "@medusajs/framework/utils"
import { configLoaderOverride, startApp } from "@medusajs/test-utils"
import { CANCELLATION_MODULE } from "../../src/modules/cancellation/identifiers"
import type CancellationModuleService from "../../src/modules/cancellation/service"
import { machineNow } from "../clock"
import type { StoreAnswer, StoreAsk, StoreSetup } from "./protocol"

const STAFF = "staff@example.com"

const serve = async (setup: StoreSetup): Promise<void> => {
  await configLoaderOverride(setup.directory, { clientUrl: setup.databaseUrl })
  const { container, port } = await startApp({ cwd: setup.directory })
  process.on("message", (ask: StoreAsk) => {
    void answer(container, ask)
  })
  process.send?.({ port, token: await staffToken(container) })
}

const staffToken = async (container: MedusaContainer): Promise<string> => {
  const users = container.resolve(Modules.USER)
  const [known] = await users.listUsers({ email: STAFF })
  const user = known ?? (await users.createUsers({ email: STAFF }))
  const auth = container.resolve(Modules.AUTH)
  const identity = await auth.createAuthIdentities({
    provider_identities: [
      { provider: "emailpass", entity_id: `${process.pid}-${STAFF}` },
    ],
    app_metadata: { user_id: user.id },
  })
  const { projectConfig } = container.resolve(
    ContainerRegistrationKeys.CONFIG_MODULE
  )
  return generateJwtToken(
    {
      actor_id: user.id,
      actor_type: "user",
      auth_identity_id: identity.id,
      app_metadata: { user_id: user.id },
    },
    { secret: projectConfig.http.jwtSecret, expiresIn: "2h" }
  )
}

const answer = async (
  container: MedusaContainer,
  ask: StoreAsk
): Promise<void> => {
  const reply: StoreAnswer = { id: ask.id }
  try {
    reply.output = await outputOf(container, ask)
  } catch (error) {
    reply.error = (error as Error).message
  }
  process.send?.(reply)
}

const outputOf = (
  container: MedusaContainer,
  ask: StoreAsk
): Promise<unknown> => {
  switch (ask.name) {
    case "orders":
      return createOrders(container, ask.input)
    case "cancel":
      return cancel(container, ask.input)
    case "settle":
      return settle(container)
  }
}

const cancel = async (
  container: MedusaContainer,
  orderId: string
): Promise<number> => {
  await container.resolve(Modules.ORDER).cancel(orderId)
  const emittedAt = machineNow()
  await container.resolve(Modules.EVENT_BUS).emit({
    name: OrderWorkflowEvents.CANCELED,
    data: { id: orderId },
  })
  return emittedAt
}

const createOrders = async (
  container: MedusaContainer,
  metadata: Record<string, unknown>[]
): Promise<string[]> => {
  const orders = await container.resolve(Modules.ORDER).createOrders(
    metadata.map((each) => ({
      currency_code: "eur",
      email: "shopper@example.com",
      metadata: each,
      items: [{ title: "Thing", quantity: 1, unit_price: 100 }],
    }))
  )
  return orders.map(({ id }) => id)
}

const settle = async (container: MedusaContainer): Promise<null> => {
  const ledger = container.resolve<CancellationModuleService | undefined>(
    CANCELLATION_MODULE,
    { allowUnregistered: true }
  )
  await ledger?.whenIdle()
  return null
}

process.on("disconnect", () => process.exit())
serve(JSON.parse(process.env.BENCH_STORE as string) as StoreSetup).catch(
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  }
)
