import { ModuleProvider } from "@medusajs/framework/utils"
import { FungiesCancellationProvider } from "./service"

export default ModuleProvider("cancellation", {
  services: [FungiesCancellationProvider],
})
