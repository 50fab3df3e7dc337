export { cancellationProviderTestRunner } from "./runner"
export type {
  CancellationProviderClass,
  CancellationProviderTestRunnerOptions,
  ExampleCall,
  ExampleCallFields,
  FakeAnswer,
  FakeApi,
  FakeRequest,
} from "./types"
