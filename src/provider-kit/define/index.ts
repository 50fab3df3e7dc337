export { defineCancellationProvider } from "./define-cancellation-provider"
export type { DefinedCancellationProvider } from "./define-cancellation-provider"
export type {
  CancellationProviderDefinition,
  DefinedRequest,
  DefinedVoid,
  RepeatedCall,
  RequestOfCall,
  ShownVoid,
} from "./definition"
export type { ShownOrder } from "./shown-order"
