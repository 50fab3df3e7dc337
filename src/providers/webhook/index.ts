import { ModuleProvider } from "@medusajs/framework/utils"
import { WebhookCancellationProvider } from "./service"

export default ModuleProvider("cancellation", {
  services: [WebhookCancellationProvider],
})
