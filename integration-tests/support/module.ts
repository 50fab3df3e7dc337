import { MedusaApp, MedusaModule } from "@medusajs/framework/modules-sdk"
import { ModulesSdkUtils } from "@medusajs/framework/utils"
import { CancellationModuleService } from "../../src/modules/cancellation"
import { recordingLogger } from "./pipeline"

export interface BootedModule {
  service: CancellationModuleService
  logger: ReturnType<typeof recordingLogger>
}

/**
 * Handles failed loads. Medusa keeps the promise of each module that it loads
 * and awaits none that fails, which would end the test as well.
 */
const forgetFailures = (): void => {
  const { loading_ } = MedusaModule as unknown as {
    loading_: Map<string, Promise<unknown>>
  }
  loading_.clear()
  loading_.set = (key, promise) => {
    promise.catch(() => undefined)
    return Map.prototype.set.call(loading_, key, promise) as typeof loading_
  }
}

/** Boots this plugin's module as Medusa does, without a store around it. */
export class ModuleBooter {
  private readonly connection: ReturnType<
    typeof ModulesSdkUtils.createPgConnection
  >
  private readonly shutDowns: (() => Promise<unknown>)[] = []

  constructor(url: string) {
    this.connection = ModulesSdkUtils.createPgConnection({
      clientUrl: url,
      driverOptions: { connection: { ssl: false } },
    })
  }

  async boot(options: Record<string, unknown>): Promise<BootedModule> {
    forgetFailures()
    MedusaModule.clearInstances()
    const logger = recordingLogger()
    const app = await MedusaApp({
      injectedDependencies: { __pg_connection__: this.connection, logger },
      modulesConfig: {
        cancellation: {
          resolve: require.resolve("../../src/modules/cancellation"),
          definition: {
            key: "cancellation",
            label: "Cancellation",
            isQueryable: true,
          },
          options: { ...options },
        } as never,
      },
    })
    this.shutDowns.push(() => app.onApplicationPrepareShutdown())
    return {
      service: app.modules.cancellation as unknown as CancellationModuleService,
      logger,
    }
  }

  /** What the operator reads when the boot fails. */
  async failure(options: Record<string, unknown>): Promise<string> {
    try {
      await this.boot(options)
    } catch (error) {
      return (error as Error).message
    }
    throw new Error("it booted")
  }

  async close(): Promise<void> {
    await Promise.all(this.shutDowns.splice(0).map((shutDown) => shutDown()))
    await this.connection.destroy()
  }
}
