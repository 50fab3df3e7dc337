import { join } from "node:path"
import {
  type MedusaContainer,
  type OrderDTO,
  type IOrderModuleService,
} from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  generateJwtToken,
  Modules,
} from "@medusajs/framework/utils"
import {
  medusaIntegrationTestRunner,
  TestEventUtils,
} from "@medusajs/test-utils"
import { CANCELLATION_MODULE } from "../../../src/modules/cancellation/identifiers"
import type CancellationModuleService from "../../../src/modules/cancellation/service"
import { type Sandbox, startSandbox } from "../../../sandbox"
import {
  accessTo,
  environmentOf,
  type SandboxAccess,
} from "../../../sandbox/access"
import { holdToDocument } from "./openapi-document"

export interface Answer<T = Record<string, never>> {
  status: number
  data: T
}

type Body = Record<string, unknown>

/** The answer to a request. Nothing is thrown for a 4xx or 5xx. */
export interface Api {
  get<T = Body>(path: string, headers?: Body): Promise<Answer<T>>
  post<T = Body>(
    path: string,
    body?: unknown,
    headers?: Body
  ): Promise<Answer<T>>
  delete<T = Body>(path: string, headers?: Body): Promise<Answer<T>>
}

export interface Cancellation extends Body {
  id: string
  provider_id: string
  status: string
  kind: string
  attempts?: (Body & { purpose: string; outcome: string })[]
  last_error: { code: string; message: string } | null
}

export interface Store {
  sandbox: Sandbox
  container: MedusaContainer
  ledger: CancellationModuleService
  orders: IOrderModuleService
  /** As a logged-in staff member. */
  admin: Api
  /** As a staff member with these roles. */
  staffWith(roles: string[]): Api
  /** Without a login. */
  anonymous: Api
  adminId: string
  /** Where the booted store listens. */
  url: string
  /** An order as a store's server makes one, without a cart. */
  createOrder(input?: OrderInput): Promise<OrderDTO>
  /** Calls Medusa's own cancel route, and waits for all that follows. */
  cancelOrder(orderId: string): Promise<void>
  /** Delivers an event as Medusa does, and waits for its subscribers. */
  emit(name: string, data: Body): Promise<void>
  /** Resolves when nothing is in flight. */
  settled(): Promise<void>
  cancellationsOf(orderId: string): Promise<Cancellation[]>
}

export interface OrderInput {
  metadata?: Record<string, unknown>
  currency_code?: string
  items?: {
    title?: string
    quantity?: number
    unit_price?: number
    metadata?: Record<string, unknown>
  }[]
}

interface Config {
  headers: Body
  validateStatus: () => boolean
}

/** The test runner's axios, bound to the booted store. */
interface Client {
  defaults: { baseURL?: string }
  get(url: string, config: Config): Promise<Answer<never>>
  post(url: string, body: unknown, config: Config): Promise<Answer<never>>
  delete(url: string, config: Config): Promise<Answer<never>>
}

const apiOf = (client: Client, headers: Body): Api => {
  const config = (extra: Body = {}): Config => ({
    headers: { ...headers, ...extra },
    validateStatus: () => true,
  })
  const held = async <T>(
    method: string,
    path: string,
    answer: Promise<Answer<T>>,
    body?: unknown
  ): Promise<Answer<T>> => {
    const { status, data } = await answer
    holdToDocument({ method, path, body, status, data })
    return answer
  }
  return {
    get: (path, extra) => held("GET", path, client.get(path, config(extra))),
    post: (path, body, extra) =>
      held("POST", path, client.post(path, body ?? {}, config(extra)), body),
    delete: (path, extra) =>
      held("DELETE", path, client.delete(path, config(extra))),
  }
}

/** The store of the spec files that are being collected into one. */
let shared: Store | undefined

/**
 * Boots a store with the plugin, and the four providers in the sandbox. Before
 * each test the database is restored and the sandbox emptied.
 *
 * @param furtherOf - what else its environment has, such as the ERP's address
 */
export const withStore = (
  testSuite: (store: Store) => void,
  furtherOf?: (access: SandboxAccess) => Record<string, string>
): void => {
  if (shared) {
    if (furtherOf) {
      throw new Error("A store that is shared is configured as all others.")
    }
    testSuite(shared)
    return
  }
  const store = {} as Store

  // It runs before the runner's own hook, which reads medusa-config.ts.
  beforeAll(async () => {
    const sandbox = await startSandbox()
    store.sandbox = sandbox
    const access = accessTo(sandbox)
    Object.assign(process.env, environmentOf(access), furtherOf?.(access))
  })

  afterAll(async () => {
    await store.sandbox.stop()
  })

  medusaIntegrationTestRunner({
    medusaConfigFile: process.cwd(),
    inApp: true,
    testSuite: ({ api, getContainer }) => {
      beforeEach(async () => {
        await connect(store, api, getContainer())
        store.sandbox.reset()
      })

      afterEach(async () => {
        await store.settled()
      })

      testSuite(store)
    },
  })
}

/**
 * Runs spec files in one store, because booting it costs as much as 20 of their
 * tests. See scripts/shared-stores.js.
 *
 * @param specs - their names
 */
export const shareStore = (specs: readonly string[]): void => {
  withStore((store) => {
    shared = store
    for (const spec of specs) {
      describe(spec, () => {
        // A file that runs alone leaves its mocks to nobody.
        afterAll(() => {
          jest.restoreAllMocks()
        })
        jest.requireActual(join(__dirname, "..", spec))
      })
    }
    shared = undefined
  })
}

const connect = async (
  store: Store,
  client: Client,
  container: MedusaContainer
): Promise<void> => {
  const ledger =
    container.resolve<CancellationModuleService>(CANCELLATION_MODULE)
  const orders = container.resolve(Modules.ORDER)
  const eventBus = container.resolve(Modules.EVENT_BUS)
  const { adminId, tokenWith } = await createAdmin(container)

  const settled = (): Promise<void> => ledger.whenIdle()

  Object.assign(store, {
    container,
    ledger,
    orders,
    adminId,
    url: client.defaults.baseURL ?? "",
    admin: apiOf(client, { authorization: `Bearer ${tokenWith()}` }),
    staffWith: (roles: string[]) =>
      apiOf(client, { authorization: `Bearer ${tokenWith(roles)}` }),
    anonymous: apiOf(client, {}),
    settled,
    createOrder: ({ items, ...input }: OrderInput = {}) =>
      orders.createOrders({
        currency_code: "eur",
        email: "shopper@example.com",
        ...input,
        items: (items ?? [{}]).map((item) => ({
          title: "Thing",
          quantity: 1,
          unit_price: 100,
          ...item,
        })),
      }),
    cancelOrder: async (orderId: string) => {
      const done = TestEventUtils.waitSubscribersExecution(
        "order.canceled",
        eventBus
      )
      const { status, data } = await store.admin.post(
        `/admin/orders/${orderId}/cancel`
      )
      if (status !== 200) {
        throw new Error(
          `cancelling answered ${status}: ${JSON.stringify(data)}`
        )
      }
      await done
      await settled()
    },
    emit: async (name: string, data: Body) => {
      const done = TestEventUtils.waitSubscribersExecution(name, eventBus)
      await eventBus.emit({ name, data })
      await done
      await settled()
    },
    cancellationsOf: async (orderId: string) => {
      const { data } = await store.admin.get<{ cancellations: Cancellation[] }>(
        `/admin/orders/${orderId}/cancellations`
      )
      return data.cancellations
    },
  } satisfies Partial<Store>)
}

const createAdmin = async (
  container: MedusaContainer
): Promise<{ adminId: string; tokenWith(roles?: string[]): string }> => {
  const user = await container
    .resolve(Modules.USER)
    .createUsers({ email: "staff@example.com" })
  const identity = await container.resolve(Modules.AUTH).createAuthIdentities({
    provider_identities: [
      { provider: "emailpass", entity_id: "staff@example.com" },
    ],
    app_metadata: { user_id: user.id },
  })
  const { projectConfig } = container.resolve(
    ContainerRegistrationKeys.CONFIG_MODULE
  )
  return {
    adminId: user.id,
    tokenWith: (roles) =>
      generateJwtToken(
        {
          actor_id: user.id,
          actor_type: "user",
          auth_identity_id: identity.id,
          app_metadata: { user_id: user.id, ...(roles && { roles }) },
        },
        { secret: projectConfig.http.jwtSecret, expiresIn: "1h" }
      ),
  }
}
