export { cancellationProviderTestRunner } from "./runner"
export { serveFake, type ServedFake } from "./serve-fake"
export type {
  CancellationProviderClass,
  CancellationProviderTestRunnerOptions,
  ExampleCall,
  ExampleCallFields,
  FakeAnswer,
  FakeApi,
  FakeRequest,
} from "./types"
