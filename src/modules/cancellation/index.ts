import { Module } from "@medusajs/framework/utils"
import { CANCELLATION_MODULE } from "./identifiers"
import warnOfUntestedMedusa from "./loaders/medusa-version"
import loadProviders from "./loaders/providers"
import CancellationModuleService from "./service"

export { CANCELLATION_MODULE } from "./identifiers"
export type { default as CancellationModuleService } from "./service"
export * from "./types"

export default Module(CANCELLATION_MODULE, {
  service: CancellationModuleService,
  loaders: [warnOfUntestedMedusa, loadProviders],
})
