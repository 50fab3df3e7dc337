import { definePolicies } from "@medusajs/framework/utils"

/**
 * What a role can be granted where Medusa's flag `rbac` is on. Which route
 * needs which is in each middlewares.ts of src/api/admin.
 */
export const cancellationPolicies = definePolicies([
  {
    name: "ReadProviderOrder",
    resource: "provider_order",
    operation: "read",
    description: "See an order's provider orders and what is voided of them",
  },
  {
    name: "CreateProviderOrder",
    resource: "provider_order",
    operation: "create",
    description: "Register a provider order",
  },
  {
    name: "UpdateProviderOrder",
    resource: "provider_order",
    operation: "update",
    description: "Correct a provider order",
  },
  {
    name: "DeleteProviderOrder",
    resource: "provider_order",
    operation: "delete",
    description: "Remove a provider order",
  },
  {
    name: "ReadCancellation",
    resource: "cancellation",
    operation: "read",
    description: "See cancellations and their attempts",
  },
  {
    name: "CreateCancellation",
    resource: "cancellation",
    operation: "create",
    description: "Preview and make voids and cancels by hand",
  },
  {
    name: "UpdateCancellation",
    resource: "cancellation",
    operation: "update",
    description: "Retry, resolve and reopen cancellations",
  },
  {
    name: "ReadCancellationProvider",
    resource: "cancellation_provider",
    operation: "read",
    description: "See how the providers are doing",
  },
  {
    name: "UpdateCancellationProvider",
    resource: "cancellation_provider",
    operation: "update",
    description: "Pause and resume providers",
  },
])
