import { ModuleProvider } from "@medusajs/framework/utils"
import { AplazameCancellationProvider } from "./service"

export default ModuleProvider("cancellation", {
  services: [AplazameCancellationProvider],
})
