import { defineConfig, loadEnv } from "@medusajs/framework/utils"
import type { CancellationPluginOptions } from "medusa-plugin-cancellation/options"

loadEnv(process.env.NODE_ENV || "development", process.cwd())

const config = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: {
      storeCors: process.env.STORE_CORS || "",
      adminCors: process.env.ADMIN_CORS || "",
      authCors: process.env.AUTH_CORS || "",
      jwtSecret: process.env.JWT_SECRET,
      cookieSecret: process.env.COOKIE_SECRET,
    },
    // There is no TLS, and a browser then keeps no secure cookie.
    cookieOptions: { secure: false, sameSite: "lax" },
  },
  // <docs/configuration.md>
})

const own: CancellationPluginOptions["providers"] = [
  {
    resolve: "medusa-plugin-cancellation/providers/webhook",
    id: "erp",
    options: {
      url: process.env.ERP_URL ?? "",
      secrets: [process.env.ERP_SECRET],
      unit: "item",
      currencies: ["eur"],
      answers: "decide",
    },
  },
  // <examples/acme/README.md>
]

/** The only difference from docs/configuration.md: providers are simulated. */
for (const plugin of config.plugins) {
  const { providers = [] } = (
    typeof plugin === "string" ? {} : plugin.options
  ) as { providers?: { id: string; options: Record<string, unknown> }[] }
  for (const { id, options } of providers) {
    options.baseUrl = process.env[`${id.toUpperCase()}_BASE_URL`]
    if (id === "aplazame") {
      options.sandbox = true
    }
  }
  ;(providers as object[]).push(...own)
}

export default config
