import { defineConfig, Modules } from "@medusajs/framework/utils"
import development from "../../../medusa-config"

const redisUrl = process.env.REDIS_URL

/**
 * The repository's own store with Medusa's Redis modules, as in production. Its
 * worker mode comes from MEDUSA_WORKER_MODE.
 */
const config = defineConfig({
  ...development,
  projectConfig: { ...development.projectConfig, redisUrl },
  // Nobody looks at it, and it would have to be built.
  admin: { disable: true },
  modules: [],
})

config.modules = {
  ...development.modules,
  [Modules.EVENT_BUS]: {
    resolve: "@medusajs/medusa/event-bus-redis",
    options: { redisUrl },
  },
  [Modules.WORKFLOW_ENGINE]: {
    resolve: "@medusajs/medusa/workflow-engine-redis",
    options: { redis: { redisUrl } },
  },
  [Modules.LOCKING]: {
    resolve: "@medusajs/medusa/locking",
    options: {
      providers: [
        {
          resolve: "@medusajs/medusa/locking-redis",
          id: "locking-redis",
          is_default: true,
          options: { redisUrl },
        },
      ],
    },
  },
}

export default config
