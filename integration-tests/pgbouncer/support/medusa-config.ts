import { defineConfig } from "@medusajs/framework/utils"
import development from "../../../medusa-config"

/**
 * The repository's own store, with as many connections as the environment says.
 * With one, whoever asks for another while it holds the first waits for ever.
 */
const config = defineConfig({
  ...development,
  projectConfig: {
    ...development.projectConfig,
    databaseDriverOptions: {
      pool: { min: 0, max: Number(process.env.CONNECTIONS) },
    },
  },
  // Nobody looks at it, and it would have to be built.
  admin: { disable: true },
  modules: [],
})

config.modules = development.modules

export default config
