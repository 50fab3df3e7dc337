import { ModuleProvider } from "@medusajs/framework/utils"
import { AkinonCancellationProvider } from "./service"

export default ModuleProvider("cancellation", {
  services: [AkinonCancellationProvider],
})
