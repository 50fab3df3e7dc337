/**
 * A worker of a store in its own process: this plugin's module and its jobs,
 * beside Medusa's event bus and Notification module. It runs a job when the test
 * says so, and may stand still in the middle of it. A test starts it with
 * WORKER_DATABASE_URL and WORKER_OPTIONS (JSON) in its environment.
 */
import { asValue } from "@medusajs/framework/awilix"
import { MedusaApp } from "@medusajs/framework/modules-sdk"
import type {
  IEventBusModuleService,
  INotificationModuleService,
} from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  Modules,
  ModulesSdkUtils,
  createMedusaContainer,
} from "@medusajs/framework/utils"
import sweepCancellations from "../../../src/jobs/sweep-cancellations"
import tellPeople from "../../../src/jobs/tell-people"
import { CANCELLATION_MODULE } from "../../../src/modules/cancellation/identifiers"
import type CancellationModuleService from "../../../src/modules/cancellation/service"
import { withStationAfterSettling } from "./after-settling"
import { Run, say, telling } from "./station"

const silent = (): void => undefined

const logger = {
  error: console.error,
  warn: silent,
  info: silent,
  debug: silent,
}

const boot = async (): Promise<{
  bus: IEventBusModuleService
  notifications: INotificationModuleService
  ledger: CancellationModuleService
}> => {
  const { modules } = await MedusaApp({
    injectedDependencies: {
      [ContainerRegistrationKeys.PG_CONNECTION]: withStationAfterSettling(
        ModulesSdkUtils.createPgConnection({
          clientUrl: process.env.WORKER_DATABASE_URL,
          driverOptions: { connection: { ssl: false } },
        })
      ),
      [ContainerRegistrationKeys.LOGGER]: logger,
    },
    modulesConfig: {
      [Modules.EVENT_BUS]: { resolve: "@medusajs/medusa/event-bus-local" },
      [Modules.NOTIFICATION]: {
        resolve: "@medusajs/medusa/notification",
        options: {
          providers: [
            {
              resolve: require.resolve("./post"),
              id: "post",
              options: { channels: ["feed", "email"] },
            },
          ],
        },
      },
      [CANCELLATION_MODULE]: {
        resolve: require.resolve("../../../src/modules/cancellation"),
        definition: {
          key: CANCELLATION_MODULE,
          label: "Cancellation",
          isQueryable: true,
        },
        options: JSON.parse(process.env.WORKER_OPTIONS as string) as object,
      } as never,
    },
  })
  return {
    bus: modules[Modules.EVENT_BUS] as unknown as IEventBusModuleService,
    notifications: modules[
      Modules.NOTIFICATION
    ] as unknown as INotificationModuleService,
    ledger: modules[
      CANCELLATION_MODULE
    ] as unknown as CancellationModuleService,
  }
}

const main = async (): Promise<void> => {
  const { bus, notifications, ledger } = await boot()

  bus.subscribe("*", async ({ name, data }) =>
    say({ type: "event", name, id: (data as { id: string }).id })
  )
  const emit = bus.emit.bind(bus)
  bus.emit = (...args: Parameters<typeof emit>) =>
    [args[0]].flat().some(({ name }) => name.startsWith("cancellation."))
      ? telling("event", () => emit(...args))
      : emit(...args)

  // A message is told later than this: when the module's provider has sent it.
  const create = notifications.createNotifications.bind(notifications)
  const createEntry = (
    entry: Parameters<typeof create>[0]
  ): ReturnType<typeof create> =>
    "channel" in entry && entry.channel === "feed"
      ? telling("entry", () => create(entry))
      : create(entry)
  Object.assign(notifications, { createNotifications: createEntry })

  const container = createMedusaContainer()
  container.register({
    [CANCELLATION_MODULE]: asValue(ledger),
    [Modules.NOTIFICATION]: asValue(notifications),
    [ContainerRegistrationKeys.LOGGER]: asValue(logger),
  })
  const jobs: Record<Run["job"], () => Promise<void>> = {
    sweep: async () => {
      await sweepCancellations(container)
      await ledger.whenIdle()
    },
    tell: () => tellPeople(container),
  }
  process.on("message", ({ job }: Run) => {
    void jobs[job]().then(() => say({ type: "done" }))
  })
  say({ type: "ready" })
}

void main()
