export { providerName } from "../../modules/cancellation/core/provider-name"
