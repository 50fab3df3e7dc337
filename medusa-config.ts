import { defineConfig, loadEnv } from "@medusajs/framework/utils"
import type {
  CancellationPluginOptions,
  CancellationProviderEntry,
} from "./src/options"

loadEnv(process.env.NODE_ENV || "development", process.cwd())

/**
 * The plugin's root is itself a store, for development, the demo and the tests.
 * It talks to the sandbox (`npm run sandbox`) unless the environment says
 * otherwise, and the keys below open only the sandbox.
 *
 * A store that installs the plugin lists it under `plugins` instead, with the
 * same options:
 *
 * plugins: [{ resolve: "medusa-plugin-cancellation", options: { … } }]
 *
 * Each provider is then resolved as
 * `medusa-plugin-cancellation/providers/<name>`.
 */
export default defineConfig({
  // Cookie and JWT secrets come from COOKIE_SECRET and JWT_SECRET. Medusa has
  // defaults for development, and doesn't start without them in production.
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: {
      storeCors: process.env.STORE_CORS || "http://localhost:8000",
      adminCors: process.env.ADMIN_CORS || "http://localhost:9000",
      authCors:
        process.env.AUTH_CORS || "http://localhost:8000,http://localhost:9000",
    },
  },
  modules: [
    {
      resolve: "./src/modules/cancellation",
      options: {
        providers: [
          {
            resolve: "./src/providers/climes",
            id: "climes",
            options: {
              baseUrl: process.env.CLIMES_BASE_URL || "http://127.0.0.1:9101",
              apiKey: process.env.CLIMES_API_KEY || "climes-sandbox-key",
              payer: process.env.CLIMES_PAYER || "merchant",
            },
          },
          {
            resolve: "./src/providers/fungies",
            id: "fungies",
            options: {
              baseUrl:
                process.env.FUNGIES_BASE_URL || "http://127.0.0.1:9102/v0",
              publicKey:
                process.env.FUNGIES_PUBLIC_KEY || "pub_fungies_sandbox",
              secretKey:
                process.env.FUNGIES_SECRET_KEY || "sec_fungies_sandbox",
            },
          },
          {
            resolve: "./src/providers/aplazame",
            id: "aplazame",
            options: {
              baseUrl: process.env.APLAZAME_BASE_URL || "http://127.0.0.1:9103",
              privateKey:
                process.env.APLAZAME_PRIVATE_KEY || "api_aplazame_sandbox",
              sandbox: true,
              // Such as APLAZAME_AFTER=akinon: what was shipped keeps its loan.
              after: process.env.APLAZAME_AFTER?.split(",") ?? [],
            },
          },
          {
            resolve: "./src/providers/akinon",
            id: "akinon",
            options: {
              baseUrl: process.env.AKINON_BASE_URL || "http://127.0.0.1:9104",
              ...(process.env.AKINON_USERNAME
                ? {
                    username: process.env.AKINON_USERNAME,
                    password: process.env.AKINON_PASSWORD,
                  }
                : {
                    token: process.env.AKINON_TOKEN || "akinon-sandbox-token",
                  }),
            },
          },
          ...(process.env.ERP_URL
            ? [
                {
                  resolve: "./src/providers/webhook",
                  id: "erp",
                  options: {
                    url: process.env.ERP_URL,
                    secrets: [process.env.ERP_SECRET],
                    unit: "item",
                    currencies: ["eur"],
                    answers: "decide",
                    recordUrl: `${process.env.ERP_URL}/messages/{id}`,
                    orderUrl: "https://erp.example.com/orders/{id}",
                  },
                } satisfies CancellationProviderEntry,
              ]
            : []),
        ],
        automation: {
          orderCanceled: true,
          orderEdited: true,
          paymentRefunded: true,
        },
      } satisfies CancellationPluginOptions,
    },
  ],
})
