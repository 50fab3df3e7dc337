import { ModuleProvider } from "@medusajs/framework/utils"
import { ClimesCancellationProvider } from "./service"

export default ModuleProvider("cancellation", {
  services: [ClimesCancellationProvider],
})
