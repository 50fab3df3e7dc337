/**
 * Creates the tables of a store and ends. It needs its own process, because
 * Medusa can be loaded only once in each. `store/process.ts` starts it.
 */
import { asValue } from "@medusajs/framework/awilix"
import { Migrator } from "@medusajs/framework/migrations"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { MedusaAppLoader, container, logger } from "@medusajs/framework"
import {
  configLoaderOverride,
  initDb,
  migrateDatabase,
  syncLinks,
} from "@medusajs/test-utils"
import type { StoreSetup } from "./protocol"

const migrate = async ({
  databaseUrl,
  directory,
}: StoreSetup): Promise<void> => {
  await configLoaderOverride(directory, { clientUrl: databaseUrl })
  container.register(ContainerRegistrationKeys.LOGGER, asValue(logger))
  await initDb()
  const loader = new MedusaAppLoader({
    medusaConfigPath: directory,
    cwd: directory,
  })
  await new Migrator({ container }).ensureMigrationsTable()
  await migrateDatabase(loader)
  await syncLinks(loader, directory, container, logger)
}

migrate(JSON.parse(process.env.BENCH_STORE as string) as StoreSetup).then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  }
)
