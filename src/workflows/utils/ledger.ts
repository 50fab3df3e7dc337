import { type MedusaContainer } from "@medusajs/framework/types"
import { CANCELLATION_MODULE } from "../../modules/cancellation/identifiers"
import type CancellationModuleService from "../../modules/cancellation/service"

export const ledgerOf = (
  container: MedusaContainer
): CancellationModuleService =>
  container.resolve<CancellationModuleService>(CANCELLATION_MODULE)
